"""Every command in its main forms, and its errors; ``#`` stands for a known citizen number.

A new command without a line here fails: see ``test_no_number_leaves.py``.
"""

from __future__ import annotations

DAY = "--as-of 2024-11-19"

FORMS: dict[str, tuple[str, ...]] = {
    "demo": ("demo tập", "demo ."),
    "init": ("init --force --preset cam-thuy-2024", "init --preset khong-co"),
    "import": (
        "import tự.csv --dry-run",
        "import tự.csv --strict",
        "import tự.csv",
        "import tự.csv --repair sửa.xlsx",
        "import không.xlsx",
    ),
    "status": ("status", f"status {DAY}"),
    "targets": (f"targets {DAY}", f"targets --by village {DAY}", "targets --commune Xxx"),
    "report": (
        f"report weekly {DAY}",
        f"report weekly --by commune {DAY} --final",
        f"report weekly --by commune {DAY} --sent",
        f"report daily {DAY}",
        f"report daily --by commune {DAY} --final",
        f"report daily --by commune {DAY} --sent",
        f"report daily {DAY} --format zalo",
        f"report daily {DAY} --format loudspeaker --words",
        f"report final {DAY}",
        f"report final --by commune {DAY} --final",
        f"report final --by commune {DAY} --sent",
        f"report final --audience police {DAY}",
        f"report final {DAY} --format zalo --no-emoji",
        f"report final {DAY} --format loudspeaker",
        f"report exempt {DAY}",
        f"report exempt --audience team --village 3 {DAY}",
        f"report exempt --audience police {DAY}",
        "report sent",
        f"report quality {DAY}",
        f"report change {DAY}",
        f"report change --list --from 2024-11-05 {DAY}",
        f"report change --list --audience public {DAY}",
        "report monthly",
    ),
    "why": (f"why 1037 {DAY}", f"why 0 {DAY}", "why 987654321", "why nonsense"),
    "people": (
        "people --village 3",
        "people --village 3 --standing exempt",
        "people --conflicts",
        "people --village 3 --audience public",
        "people --audience figures",
        "people --reason in_prison",
        "people --village 99",
    ),
    "left": ("left", "left --audience figures"),
    "decide": (
        "decide # eligible",
        "decide # to_verify ill",
        "decide # exempt",
        "decide # nonsense",
        "decide # exempt abroad --household --because giấy",
        "decide # --take-back",
        "decide 038000000000 eligible",
    ),
    "edit": (
        "edit # --set household=Thử",
        "edit # --set sex=F --as-of 2024-11-20",
        "edit # --set nothing=1",
        "edit # --clear phone",
        "edit 038000000000 --set sex=F",
    ),
    "review": ("review --village 3", "review --reason ill", "review --village 99"),
    "duplicates": ("duplicates", "duplicates --settled", "duplicates --merge 1-2-ABC"),
    "rules": ("rules", "rules start từ.tsv", "rules test từ.tsv", "rules adopt từ.tsv"),
    "villages": ("villages", "villages --tie Lạ Thôn99", "villages --untie Lạ"),
    "mappings": ("mappings", "mappings --forget 99"),
    "person": (
        "person #",
        "person # --audience public",
        "person 038000000000",
        "person không-ai",
        "person # --known-on 2024-11-19",
    ),
    "explain": ("explain nvqs", "explain tâm-thần"),
    "calendar": (
        "calendar --days 400",
        "calendar --audience public",
        "calendar --audience figures",
        "calendar -o lịch.ics",
    ),
    "imports": ("imports", "imports --known-on 2024-11-19"),
    "undo": ("undo --dry-run", "undo --yes", "undo 9999", "undo 2 --dry-run"),
    "redo": ("redo --dry-run", "redo --yes"),
    "log": ("log", "log --last 3"),
    "check": ("check", "check --verbose", "check --code 1-0000-0000"),
    "reconcile": (
        f"reconcile thu-nhan=1.037 {DAY}",
        f"reconcile thu-nhan=3 --village 3 --no-keep {DAY}",
        "reconcile tự.csv --list",
        "reconcile tự.csv --list --audience public --no-keep",
        "reconcile tự.csv --audience figures --no-keep",
        "reconcile #=3",
        "reconcile thu-nhan=#",
        "reconcile #",
        "reconcile",
    ),
    "backup": ("backup", "backup nơi-khác.ledger", "backup không/có"),
    "restore": ("restore nơi-khác.ledger", "restore eidc.toml"),
    "encrypt": ("encrypt",),
    "decrypt": ("decrypt --yes",),
    "purge": (
        "purge --person # --dry-run",
        "purge --person #",
        "purge --before 2024-11-15 --dry-run",
        "purge --person 038000000000 --yes",
        "purge --person # --yes -o biên-bản.txt",
        "purge --before 2024-11-15 --yes",
        "purge --campaign --dry-run",
    ),
    "export": (f"export tally {DAY}", f"export tally --by village {DAY}"),
}

PLAIN = {"demo", "init", "encrypt", "decrypt"}
"""Commands without ``--format``."""

LIST = """\
DANH SÁCH THÔN 3, XÃ CẨM TÂN
(Tính đến ngày 20/11/2024)
STT,Họ và tên,Ngày sinh,Số ĐDCN,Điện thoại,Tình trạng,Ghi chú
1,{name},03/05/1990,{number},{phone},Mức 2 đã kích hoạt,gọi {phone}
2,Trần Văn Lạ,31/02/1990,{number},{phone},không rõ {number},{number}
3,,03/05/1990,{number},{phone},Chưa thu nhận,
4,Trần Thị Lạ,03/05/1990,{number}9,{phone}{phone},Chưa thu nhận,
"""
"""A list full of mistakes about people who are known."""
