"""How far an account is: the six stages, in the order a person passes them.

Source: the plan's appendix (columns "Chưa thu nhận hồ sơ", "Mức 1", "Mức 2") and Nghị định
69/2024/NĐ-CP (collection, approval, activation).
"""

from __future__ import annotations

from enum import IntEnum


class Stage(IntEnum):
    """A stage; a later one is a greater number."""

    NOT_COLLECTED = 0
    COLLECTED = 1
    L1_APPROVED = 2
    L1_ACTIVATED = 3
    L2_APPROVED = 4
    L2_ACTIVATED = 5

    @property
    def id(self) -> str:
        """The name in the machine contract: ``not_collected`` … ``l2_activated``."""
        return self.name.lower()

    @property
    def is_level2(self) -> bool:
        """Whether a level-2 account is held, activated or not (*cấp tài khoản mức 2*)."""
        return self >= Stage.L2_APPROVED

    @property
    def is_activated(self) -> bool:
        """Whether an account of either level is activated."""
        return self in (Stage.L1_ACTIVATED, Stage.L2_ACTIVATED)

    @property
    def is_pending_activation(self) -> bool:
        """Whether an account of either level is approved but not activated (target B)."""
        return self in (Stage.L1_APPROVED, Stage.L2_APPROVED)


STAGE_OF_ID = {stage.id: stage for stage in Stage}
