"""Man pages from the commands themselves, so that they never say what is not there: `manpage.py FOLDER`."""

import re
import sys
from pathlib import Path

import typer.main
from typer.core import TyperGroup

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.cli import application  # noqa: E402
from core.version import VERSION  # noqa: E402
from core.wording import use_language  # noqa: E402

_HEADINGS = {
    "vi": ("TÊN", "CÚ PHÁP", "CÁC LỆNH", "MÃ THOÁT", "TỆP", "XEM THÊM"),
    "en": ("NAME", "SYNOPSIS", "COMMANDS", "EXIT STATUS", "FILES", "SEE ALSO"),
}
_NAME = {
    "vi": "đọc và gán nhãn tin bài về các cơ quan của một tỉnh",
    "en": "read and annotate Vietnamese news about the bodies of a province",
}
_OPEN = {
    "vi": "Không có gì theo sau thì mở cửa sổ trên bộ dữ liệu dùng lần trước.",
    "en": "With nothing after it the window opens on the last dataset.",
}
_EXIT = {
    "vi": ("xong", "một số đầu vào không làm được, mỗi cái được nêu tên", "gọi sai cách"),
    "en": ("done", "some inputs failed, each of which is named", "wrong usage"),
}
_FILES = {
    "vi": (("~/.config/butvang", "thiết lập"), ("~/.local/share/butvang", "phím, từ điển và bộ nhãn của riêng bạn")),
    "en": (("~/.config/butvang", "settings"), ("~/.local/share/butvang", "your own keys, lexicons and scheme")),
}
_MANUAL = {
    "vi": "butvang manual -o THƯ_MỤC viết sách hướng dẫn đầy đủ ra HTML.",
    "en": "butvang manual -o FOLDER writes the whole manual as HTML.",
}


def page(language: str) -> str:
    """The man page in a language, as troff."""
    use_language(language)
    group = typer.main.get_command(application())
    assert isinstance(group, TyperGroup)
    name, synopsis, commands, status, files, more = _HEADINGS[language]
    lines = [
        f'.TH BUTVANG 1 "" "Bút Vàng {VERSION}" ""',
        f".SH {name}",
        f"butvang \\- {escaped(_NAME[language])}",
        f".SH {synopsis}",
        ".B butvang\n[\\fIDATASET\\fR]\n.br\n.B butvang\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] \\fIARGUMENTS\\fR",
        ".PP",
        escaped(_OPEN[language]),
        f".SH {commands}",
    ]
    for title, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        asked = [p.metavar or str(p.name).upper() for p in command.params if p.param_type_name == "argument"]
        arguments = " ".join(f"\\fI{escaped(name)}\\fR" for name in asked)
        lines += [".TP", f"\\fBbutvang {escaped(title)}\\fR {arguments}".rstrip(), escaped(first(command.help or ""))]
        options = [
            escaped(p.opts[0]) for p in command.params if p.param_type_name == "option" and p.opts[0] != "--help"
        ]
        if options:
            lines.append(".br\n" + ", ".join(f"\\fB{option}\\fR" for option in options))
    lines.append(f".SH {status}")
    for code, meaning in enumerate(_EXIT[language]):
        lines += [".TP", f".B {code}", escaped(meaning)]
    lines.append(f".SH {files}")
    for file, meaning in _FILES[language]:
        lines += [".TP", f".I {file}", escaped(meaning)]
    lines += [f".SH {more}", escaped(_MANUAL[language])]
    return "\n".join(lines) + "\n"


def first(text: str) -> str:
    """A command's help on one line."""
    return re.sub(r"\s+", " ", text).strip()


def escaped(text: str) -> str:
    """Words that troff takes as they are."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def write(folder: Path) -> None:
    """Write `butvang.1` and `butvang.vi.1` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "butvang.1").write_text(page("en"), "utf-8")
    (folder / "butvang.vi.1").write_text(page("vi"), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
