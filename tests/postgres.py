"""A PostgreSQL server for the tests: of Debian's package, in a temporary folder, without a network, gone when they end."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

REQUIRED = "BUTVANG_TEST_POSTGRES"
"""Set to `required` (by `.ci/run`), tests that have no server fail instead of being skipped."""

PORT = 5432
_KNOWN = "Tests on PostgreSQL need its server: sudo apt-get install postgresql (or ./test-database as root)"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "40",
    "shared_buffers": "32MB",
}


def missing() -> str:
    """Why there can be no server here; an empty string where there can."""
    if sys.platform == "win32" or _binary("initdb") is None:
        return _KNOWN
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL does not run as root, and setpriv is not there to run it as another user"
    return ""


class Server:
    """One server with as many databases as tests ask for."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="butvang-pg-"))  # short: a socket's path has at most 107 bytes
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._made = 0
        self._run("initdb", "-D", self._data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        # A wrong password is refused for this role alone.
        rules = Path(self._data, "pg_hba.conf")
        rules.write_text(f"local all guest scram-sha-256\n{rules.read_text('utf-8')}", "utf-8")
        self.start()

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = _SETTINGS | {"unix_socket_directories": str(self.folder), "port": str(PORT)}
        given = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in settings.items())
        self._run("pg_ctl", "-D", self._data, "-l", str(self.folder / "log"), "-w", "-o", given, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop: `fast` cuts connections off, `immediate` is a crash."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    def close(self) -> None:
        """Stop and leave nothing behind."""
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str, who: str = "postgres") -> str:
        """The URL of a database."""
        return f"postgresql+psycopg://{who}@/{database}?host={quote(str(self.folder), safe='/')}"

    def database(self) -> str:
        """The URL of a fresh, empty database."""
        self._made += 1
        name = f"test{self._made}"
        self.sql("postgres", f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, whoever is connected."""
        name = url.partition("@/")[2].partition("?")[0]
        self.sql("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def sql(self, database: str, statement: str) -> list[tuple]:
        """Plain SQL, committed at once."""
        import psycopg

        with psycopg.connect(host=str(self.folder), dbname=database, user="postgres", autocommit=True) as db:
            cursor = db.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(_binary(program)), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        done = subprocess.run(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")


def _binary(name: str) -> Path | None:
    """The newest installed of Debian's versions, else the one on the path."""
    packaged = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[4]))
    found = shutil.which(name)
    return packaged[-1] if packaged else Path(found) if found else None
