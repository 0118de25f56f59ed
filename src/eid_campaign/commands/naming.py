"""Groups of commands that propose the nearest name for one that is not there."""

from __future__ import annotations

import click


class NamingGroup(click.Group):
    """A group whose commands are looked up when they are asked for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named; an unknown name is answered with those like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as unknown:
            # click knows only commands that were imported; these are named before that.
            raise click.NoSuchCommand(
                unknown.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None
