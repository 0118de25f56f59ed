"""The gettext catalogues; message ids are English."""
