"""The migrations of the last release. `make release-list` writes them down when there is a next one."""

from pathlib import Path

from django.db.migrations.loader import MigrationLoader

LIST = Path(__file__).parents[1] / "deploy" / "last-release.txt"
OURS = ("activities", "beneficiaries", "checklist", "teams")


def last_release() -> list[tuple[str, str]]:
    """The last migration of each app then, as `(app, name)`."""
    return [tuple(line.split()) for line in LIST.read_text().splitlines() if line and not line.startswith("#")]


def since(loader: MigrationLoader) -> list:
    """The migrations of ours that came after it, in the order in which they are applied."""
    graph = loader.graph
    old = {node for leaf in last_release() for node in graph.forwards_plan(leaf)}
    plan = dict.fromkeys(node for leaf in graph.leaf_nodes() for node in graph.forwards_plan(leaf))
    return [graph.nodes[node] for node in plan if node not in old and node[0] in OURS]


def written_down(loader: MigrationLoader) -> str:
    leaves = sorted(leaf for leaf in loader.graph.leaf_nodes() if leaf[0] in OURS)
    return "# The last migration of each app in the last release. Written by “make release-list”.\n" + "".join(
        f"{app} {name}\n" for app, name in leaves
    )


if __name__ == "__main__":
    import django

    django.setup()
    LIST.write_text(written_down(MigrationLoader(None)))
