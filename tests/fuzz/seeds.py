"""Whole files of every format, to be spoiled: small ones, with everything in them that a reader looks at."""

import io
import zipfile
from email.message import EmailMessage
from functools import cache
from importlib.resources import files
from pathlib import Path

TEXT = (
    "Ký kết quy chế phối hợp\n\nChiều ngày 28/7/2021, đồng chí Trần Thị Lụa, Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo "
    "Tỉnh ủy Lào Cai chủ trì hội nghị.\n\nTheo Quyết định số 238-QĐ/TW, các bên phối hợp trong giai đoạn 2021 – 2025.\n"
)
_HTML = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Ký kết</title>
<meta property="article:published_time" content="2021-07-29T08:00:00+07:00"><link rel="stylesheet" href="http://x.vn/a.css">
</head><body><nav><a href="/">Trang chủ</a></nav><article><h1>Ký kết quy chế phối hợp</h1>{paragraphs}
<figure><img src="http://x.vn/anh.jpg"><figcaption>Ảnh: Minh Tuệ</figcaption></figure><table><tr><td>A</td><td>B</td></tr></table>
<script>document.write("x")</script></article><footer>Bản quyền</footer></body></html>"""
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = (
    f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:table="{_ODF}:table:1.0">'
    "<office:body><office:text><text:h>Ký kết</text:h>{paragraphs}<table:table><table:table-row><table:table-cell><text:p>A"
    "</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"
)
_OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Tin</dc:title>
<dc:date>2021-07-29</dc:date></metadata><manifest><item id="a" href="a.xhtml"/></manifest>
<spine><itemref idref="a"/></spine></package>"""
_RTF = (
    r"{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}}{\info{\title Tin}}"
    r"\pard\b K\u253? k\u7871?t\b0\par \f1 ngµy 28/7\f0\par {\*\generator x}"
    r"\u272?\u7891?ng ch\u237? L\u7909?a\tab\~\emdash\par\pard\intbl A\cell B\cell\row}"
)


@cache
def articles() -> dict[str, tuple[bytes, ...]]:
    """Files by their suffix."""
    paragraphs = TEXT.strip().split("\n\n")
    html = _HTML.format(paragraphs="".join(f"<p>{p}</p>" for p in paragraphs))
    mail = EmailMessage()
    mail["Subject"], mail["Date"], mail["From"] = "Ký kết quy chế", "Thu, 29 Jul 2021 08:00:00 +0700", "toa.soan@x.vn"
    mail.set_content(TEXT)
    mail.add_alternative(html, subtype="html")
    saved = EmailMessage()
    saved["Subject"], saved["Snapshot-Content-Location"] = "Ký kết", "http://x.vn/tin"
    saved.make_related()
    part = EmailMessage()
    part.set_content(html, subtype="html")
    part["Content-Location"] = "http://x.vn/tin"
    saved.attach(part)
    odt = _ODT.replace("{paragraphs}", "".join(f"<text:p>{p}<text:s text:c='2'/></text:p>" for p in paragraphs))
    epub = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": _OPF,
        "a.xhtml": html,
    }
    csv = "tiêu đề,nội dung,ngày,nguồn\r\n" + "".join(
        f'"Tin {n}","{p}",29/7/2021,http://x.vn/{n}\r\n' for n, p in enumerate(paragraphs)
    )
    return {
        ".txt": (TEXT.encode(), TEXT.encode("utf-16"), "Chiãöu ngaìy 28/7 âäöng chê".encode("cp1252"), _tcvn()),
        ".html": (html.encode(),),
        ".docx": (_docx(paragraphs),),
        ".odt": (_zip({"content.xml": odt}),),
        ".rtf": (_RTF.encode("cp1252"),),
        ".pdf": (_pdf(),),
        ".epub": (_zip(epub),),
        ".md": (
            f"---\ntitle: Tin\ndate: 2021-07-29\n---\n# Ký kết\n\n{TEXT}\n- một\n\n|A|B|\n|-|-|\n|1|2|\n".encode(),
        ),
        ".eml": (mail.as_bytes(),),
        ".mhtml": (saved.as_bytes(),),
        ".csv": (csv.encode(),),
        ".zip": (_zip({"bài 1.txt": TEXT, "thư mục/bài 2.html": html}),),
    }


@cache
def annotations(data: Path) -> dict[str, tuple[tuple[str, dict[str, bytes]], ...]]:
    """Files of annotations by their suffix: the name of the file that is read, and all files that belong to it."""
    found: dict[str, list[tuple[str, dict[str, bytes]]]] = {}
    for path in sorted(data.rglob("*")):
        if path.suffix in (".jsonl", ".ann", ".json", ".tsv", ".xmi", ".tml", ".conll") and "report" not in path.name:
            beside = (
                {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} if path.parent != data else {}
            )
            found.setdefault(path.suffix, []).append((path.name, beside | {path.name: path.read_bytes()}))
    for name, suffix in (("example.doccano", ".jsonl"), ("example.prodigy", ".jsonl"), ("example.popolo", ".json")):
        found.setdefault(suffix, []).append((f"{name}{suffix}", {f"{name}{suffix}": (data / name).read_bytes()}))
    return {suffix: tuple(files) for suffix, files in found.items()}


def _tcvn() -> bytes:
    return "ChiÒu ngµy 28/7, ®ång chÝ TrÇn ThÞ Lôa chñ tr× héi nghÞ ký kÕt quy chÕ phèi hîp.".encode("cp1252")


def _zip(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _docx(paragraphs: list[str]) -> bytes:
    import docx

    document, buffer = docx.Document(), io.BytesIO()
    document.add_heading(paragraphs[0])
    for paragraph in paragraphs[1:]:
        document.add_paragraph(paragraph)
    document.add_table(1, 2).cell(0, 0).text = "A"
    document.save(buffer)
    return buffer.getvalue()


def _pdf() -> bytes:
    from fpdf import FPDF

    made = FPDF()
    face = next(p for p in files("fontpkg_be_vietnam_pro").rglob("*") if p.name.endswith("Regular.ttf"))  # type: ignore[attr-defined]
    made.add_font("Be", fname=str(face))
    made.set_font("Be", size=11)
    made.add_page()
    made.multi_cell(120, 6, TEXT)
    return bytes(made.output())
