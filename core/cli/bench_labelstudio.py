"""Run by the Python of an environment with Label Studio, in a folder of its own: its import and export of the same articles.

    python bench_labelstudio.py FOLDER-OF-OUR-EXPORT        prints {"import": seconds, ...} as its last line

The requests go to its own API inside its process, so that neither a network nor a browser costs it anything.
"""

import json
import os
import sys
from importlib import import_module, util
from pathlib import Path
from time import perf_counter
from typing import Any


def main(ours: Path) -> dict[str, float]:
    """Seconds of import and export, and the most memory of the process in megabytes after each."""
    client, project = _project((ours / "label_config.xml").read_text("utf-8"))
    found: dict[str, float] = {}
    started = perf_counter()
    with (ours / "tasks.json").open("rb") as file:
        answer = client.post(f"/api/projects/{project}/import", {"file": file}, format="multipart")
    found["import"], found["import_peak"] = perf_counter() - started, _peak()
    if answer.status_code != 201:
        raise RuntimeError(f"import: {answer.status_code} {answer.content[:500]!r}")
    started = perf_counter()
    answer = client.get(f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
    if answer.status_code != 200:
        raise RuntimeError(f"export: {answer.status_code} {answer.content[:500]!r}")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    found["export"], found["export_peak"] = perf_counter() - started, _peak()
    tasks = json.loads(body)
    found["tasks"] = len(tasks)
    found["spans"] = sum(r["type"] == "labels" for task in tasks for r in task["annotations"][0]["result"])
    return found


def _project(interface: str) -> tuple[Any, int]:
    """A client of its API and the number of a new project, in a new database in the current folder."""
    spec = util.find_spec("label_studio")
    assert spec and spec.origin
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "core.settings.label_studio",
        "BASE_DATA_DIR": str(Path.cwd()),
        "DJANGO_DB": "sqlite",
    }
    os.environ |= {
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "COLLECT_ANALYTICS": "false",
        "LATEST_VERSION_CHECK": "false",
    }
    os.environ |= {"DATA_UPLOAD_MAX_MEMORY_SIZE": str(1 << 40)}
    sys.path[:] = [spec.origin.removesuffix("/__init__.py"), *sys.path[1:]]  # its `core` instead of this folder
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    users = import_module("django.contrib.auth").get_user_model()
    user = users.objects.create_user(email="bench@example.org", password="bench")
    organization = import_module("organizations.models").Organization.create_organization(
        created_by=user, title="bench"
    )
    user.active_organization = organization
    user.save()
    client = import_module("rest_framework.test").APIClient()
    client.force_authenticate(user)
    made = client.post("/api/projects", {"title": "bench", "label_config": interface}, format="json")
    if made.status_code != 201:
        raise RuntimeError(f"project: {made.status_code} {made.content[:500]!r}")
    return client, made.json()["id"]


def _peak() -> float:
    resource = import_module("resource")  # not on Windows
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(main(Path(sys.argv[1]))) + "\n")
