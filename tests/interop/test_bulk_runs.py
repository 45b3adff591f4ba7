"""Bulk runs from outside: killed and started again, and by a cluster of workers."""

from pathlib import Path

import pytest

import briefkit as bk

pytestmark = pytest.mark.interop


def test_killed_runs_end_in_what_an_unbroken_one_makes(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    bulk = pytest.importorskip("benchmarks.bulk")  # psutil is of the benchmarks' packages
    proof = bulk.prove(300, 3, tmp_path)
    assert (proof.right, proof.named) == (270, (30, 30))
    assert (proof.again, proof.partial, proof.same) == (0, 0, True)


def test_a_cluster_of_two_workers_prints(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    briefs = [bk.draft(f"Report {number}").build() for number in range(12)]
    with (
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as client,
    ):
        made = list(
            bk.render_many(
                [*briefs, b"{"],
                ("docx", "html"),
                out=tmp_path,
                executor=client.get_executor(),
                jobs=2,
            )
        )
    assert [one.source for one in made if one.error] == ["#13"]
    assert [bk.load(path) for one in made for path in one.paths] == [
        one for one in briefs for _ in range(2)
    ]
