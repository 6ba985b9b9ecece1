"""A PostgreSQL server for the tests: of Debian's package, in a temporary folder, without a network, gone when they end."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
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
    if sys.platform == "win32" or binary("initdb") is None:
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
        given = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            command = self._as_user("--pdeathsig", "INT", program=["postgres", "-D", self._data, *given])
            self._process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text("utf-8"))
            time.sleep(0.02)

    def stop(self, how: str = "fast") -> None:
        """Stop: `fast` cuts connections off, `immediate` is a crash."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")
        self._process.wait()

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

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(host=str(self.folder), dbname="postgres", user="postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    @staticmethod
    def _as_user(*options: str, program: list[str]) -> list[str]:
        """A command of PostgreSQL as a user that it runs as; `--pdeathsig` lets it end with the tests, however they end."""
        command = [str(binary(program[0])), *program[1:]]
        if os.geteuid() == 0:
            return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *options, *command]
        return ["setpriv", *options, *command] if options and shutil.which("setpriv") else command

    def _run(self, name: str, *arguments: str) -> None:
        command = self._as_user(program=[name, *arguments])
        done = subprocess.run(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stdout}")


def binary(name: str) -> Path | None:
    """The newest installed of Debian's versions, else the one on the path."""
    packaged = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[4]))
    found = shutil.which(name)
    return packaged[-1] if packaged else Path(found) if found else None


class Cable:
    """A network between one client and the server, which can be cut and mended."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.folder = Path(tempfile.mkdtemp(prefix="butvang-wire-"))
        self._ends: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self.mend()

    def url(self, database: str) -> str:
        """The URL of a database at the other end."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def mend(self) -> None:
        """Let connections through."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self._name(self.folder)))
        listener.listen()
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Break all connections and refuse new ones."""
        if self._listener:
            self._name(self.folder).unlink()
            self._listener.close()
            self._listener = None
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def close(self) -> None:
        """Cut it for good."""
        self.cut()
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _name(folder: Path) -> Path:
        return folder / f".s.PGSQL.{PORT}"

    def _accept(self, listener: socket.socket) -> None:
        while listener is self._listener:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(str(self._name(self._server.folder)))
            except OSError:  # the server is stopped
                near.close()
                far.close()
                continue
            if listener is not self._listener:
                near.close()
                far.close()
                return
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
