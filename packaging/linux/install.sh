#!/bin/sh
# Installs this folder for one user, under ~/.local; no root. `install.sh --remove` takes it away again, never your datasets.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
program=$HOME/.local/lib/butvang

entries() {
    for size in 16 24 32 48 64 128 256; do
        echo "$home/icons/hicolor/${size}x${size}/apps/butvang.png"
    done
    echo "$home/icons/hicolor/scalable/apps/butvang.svg"
    echo "$home/applications/butvang.desktop"
    echo "$home/mime/packages/butvang.xml"
    echo "$home/man/man1/butvang.1"
    echo "$home/man/vi/man1/butvang.1"
    echo "$bin/butvang"
}

refresh() {
    command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database "$home/applications" || true
    command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$home/mime" || true
    command -v gtk-update-icon-cache >/dev/null 2>&1 && gtk-update-icon-cache -q -t "$home/icons/hicolor" || true
}

if [ "${1:-}" = --remove ]; then
    entries | while IFS= read -r file; do rm -f "$file"; done
    case $program in */butvang) rm -rf "$program" ;; esac
    refresh
    echo "Đã gỡ Bút Vàng; dữ liệu còn nguyên. / Bút Vàng is removed; your data is untouched."
    exit 0
fi

[ -x "$here/butvang" ] || { echo "install.sh: run it from the unpacked folder of Bút Vàng" >&2; exit 2; }
share=$here/share
if [ "$here" != "$program" ]; then
    mkdir -p "$(dirname "$program")"
    rm -rf "$program.new"
    cp -a "$here" "$program.new"
    rm -rf "$program"
    mv "$program.new" "$program"
    share=$program/share
fi
entries | while IFS= read -r file; do mkdir -p "$(dirname "$file")"; done
ln -sf "$program/butvang" "$bin/butvang"
for size in 16 24 32 48 64 128 256; do
    cp "$share/icons/$size.png" "$home/icons/hicolor/${size}x${size}/apps/butvang.png"
done
cp "$share/icons/butvang.svg" "$home/icons/hicolor/scalable/apps/butvang.svg"
# the whole path: a session need not have ~/.local/bin among the places where it looks for programs
sed "s|^Exec=butvang|Exec=\"$program/butvang\"|; s|^TryExec=.*|TryExec=$program/butvang|" "$share/butvang.desktop" > "$home/applications/butvang.desktop"
cp "$share/butvang.xml" "$home/mime/packages/butvang.xml"
cp "$share/man/butvang.1" "$home/man/man1/butvang.1"
cp "$share/man/butvang.vi.1" "$home/man/vi/man1/butvang.1"
refresh
echo "Đã cài Bút Vàng: tìm trong danh sách chương trình, hoặc gõ $bin/butvang"
echo "Bút Vàng is installed: look for it among your programs, or type $bin/butvang"
