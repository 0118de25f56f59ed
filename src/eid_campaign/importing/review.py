"""A filled-in review sheet on its way: its answers become decisions."""

from __future__ import annotations

from eid_campaign.app import App
from eid_campaign.campaign.problems import Severity
from eid_campaign.importing.saying import not_strict
from eid_campaign.intake.review_sheet import ReviewReading
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.reviews import Settled, settle_review
from eid_campaign.reports.decisions import AnswerSaid
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.wish import Wish


def store_review(app: App, ledger: Ledger, review: ReviewReading, wish: Wish) -> FileOutcome:
    """Store the answers of a review sheet; they hold from the day asked about on."""
    as_of = wish.as_of or app.today

    def settle(*, dry_run: bool) -> Settled:
        return settle_review(
            ledger,
            review.answers,
            file=review.path.name,
            sha256=review.sha256,
            as_of=as_of,
            today=app.today,
            elderly_age=app.settings.rules.elderly_age,
            author=app.author(),
            dry_run=dry_run,
        )

    done = settle(dry_run=wish.dry_run or wish.strict)
    problems = (*review.problems, *done.problems)
    refused = sum(problem.severity is Severity.REFUSED for problem in problems)
    if wish.strict and not wish.dry_run:
        if refused:
            error = not_strict(refused)
            return FileOutcome.refused(review.path.name, error, problems, review.rows_read)
        settle(dry_run=False)
    return FileOutcome(
        file=review.path.name,
        kind="review",
        dry_run=wish.dry_run,
        as_of=as_of,
        as_of_source="option" if wish.as_of else "",
        rows_read=review.rows_read,
        refused_rows=refused,
        new=len(done.new),
        changed=len(done.changed),
        same=review.rows_read - refused - len(done.new) - len(done.changed),
        problems=problems,
        answers=tuple(
            AnswerSaid(answer, new)
            for answers, new in ((done.new, True), (done.changed, False))
            for answer in answers
        ),
    )
