"""Split archives: parts that lie together are one archive, and a part that lacks is named."""

import struct
import zlib

import pytest
from sound_document import SOUND
from unit.test_archives import (
    _rar5_block,
    _rar_block,
    _seven,
    library,
    rar5,
    tarred,
    written,
    zipped,
)

from corpus.render import txt
from ingest import landing, sources
from ingest.pipeline import land, replay
from ingest.reading import read_source
from ingest.volumes import joined, place_of, together

__all__ = ["library"]
TEXTS = [(f"决算/{i}.txt", txt([*SOUND, f"注：{i}"])) for i in range(3)]
FILES, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"


def cut(data, pieces):
    size = -(-len(data) // pieces)
    return [data[i : i + size] for i in range(0, len(data), size)]


def split_zip(pieces):
    """A zip in parts, as programs split it: places count from the part that they are in."""
    whole = bytearray(b"PK\7\x08" + zipped(*TEXTS))
    size = -(-(whole.rindex(END)) // pieces)
    places = [i for i in range(len(whole)) if whole[i : i + 4] == CENTRAL]
    for at in places:
        (offset,) = struct.unpack_from("<I", whole, at + 42)
        disk, within = divmod(offset + 4, size)
        struct.pack_into("<H", whole, at + 34, disk)
        struct.pack_into("<I", whole, at + 42, within)
    end = whole.rindex(END)
    first, within = divmod(places[0], size)
    struct.pack_into("<HH", whole, end + 4, pieces - 1, first)
    struct.pack_into("<I", whole, end + 16, within)
    parts = [bytes(whole[i * size : (i + 1) * size]) for i in range(pieces - 1)]
    return [*parts, bytes(whole[(pieces - 1) * size :])]


def seven(library, pieces):
    return cut(written(library, "7zip", *TEXTS), pieces)


def numbered(stem, parts):
    return {f"{stem}.{i:03}": part for i, part in enumerate(parts, start=1)}


SPLIT = ("公开.z01", "公开.z02", "公开.zip")
SETS = {
    "7z": lambda library: numbered("公开.7z", seven(library, 3)),
    "zip that is cut": lambda _: numbered("公开.ZIP", cut(zipped(*TEXTS), 2)),
    "tar.gz": lambda _: numbered("公开.tar.gz", cut(tarred(*TEXTS, mode="w:gz"), 2)),
    "zip that is split": lambda _: dict(zip(SPLIT, split_zip(3), strict=True)),
}


def put(folder, files):
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def ends(folder):
    """What became of each file in a folder, and of what it holds."""
    found = {}
    for path in sorted(folder.iterdir()):
        for source in sources.documents_in(sources.entry_of(path)):
            rows, _ = read_source(source)
            (outcome, *_) = rows["outcomes"]
            found[rows["documents"][0]["file_name"]] = (outcome["status"], outcome["detail"])
    return found


@pytest.mark.parametrize("kind", SETS)
def test_parts_that_lie_together_are_one_archive(kind, library, tmp_path):
    files = SETS[kind](library)
    put(tmp_path / "a", files)
    found = ends(tmp_path / "a")
    assert {name for name in found if name not in files} == {"0.txt", "1.txt", "2.txt"}
    assert {found[f"{i}.txt"] for i in range(3)} == {("parsed", "")}
    first, *others = files
    assert found[first] == ("ignored", "3 documents")
    for name in others:
        status, detail = found[name]
        assert status == "ignored"
        assert detail.endswith(f"of a split archive, read with {first}")


@pytest.mark.parametrize("kind", SETS)
def test_a_part_that_lacks_is_named(kind, library, tmp_path):
    files = SETS[kind](library)
    for lost in files:
        put(tmp_path / lost, {name: data for name, data in files.items() if name != lost})
        found = ends(tmp_path / lost)
        first = min(files.keys() - {lost})
        assert found[first][0] == "failed"
        assert "beside it" in found[first][1]
        assert not any(status == "parsed" for status, _ in found.values())


def test_a_part_that_comes_later_lets_all_be_read(library, tmp_path):
    folder, warehouse = tmp_path / "a", tmp_path / "w"
    (first, one), (second, two), (third, three) = SETS["7z"](library).items()
    put(folder, {first: one, third: three})
    land([folder], warehouse)
    put(folder, {second: two})
    assert land([folder], warehouse).read == 3
    assert len(landing.landed(warehouse)) == 6
    assert land([folder], warehouse).read == 0


def test_a_replay_joins_what_lies_together_by_now(library, tmp_path):
    folder, warehouse = tmp_path / "a", tmp_path / "w"
    (first, one), *others = SETS["7z"](library).items()
    put(folder, {first: one})
    land([folder], warehouse)
    put(folder, dict(others))
    assert replay(warehouse).after == 0
    assert len(landing.landed(warehouse)) == 4


def rar_volumes():
    """A text in two volumes, as RAR 4 splits it that packs nothing."""
    name, content = b"0.txt", TEXTS[0][1]
    half = len(content) // 2
    made = []
    for i, piece in enumerate((content[:half], content[half:])):
        told = zlib.crc32(content if i else piece)
        head = struct.pack(
            "<IIBIIBBHI", len(piece), len(content), 3, told, 0, 20, 0x30, len(name), 0o100644
        )
        main = _rar_block(0x73, 0x11 | (0x100 * (not i)), b"\0" * 6)
        end = _rar_block(0x7B, 0x4000 | (not i), b"")
        flags = 0x8000 | (0x01 if i else 0x02)
        block = _rar_block(0x74, flags, head + name)
        made.append(b"Rar!\x1a\x07\x00" + main + block + piece + end)
    return made


def rar5_volumes():
    """The same as RAR 5 splits it."""
    name, content = b"0.txt", TEXTS[0][1]
    half = len(content) // 2
    made = []
    for i, piece in enumerate((content[:half], content[half:])):
        main = bytes([1, 0, 3, i]) if i else bytes([1, 0, 1])
        head = bytes([2, 0x02 | (0x08 if i else 0x10)]) + _seven(len(piece)) + bytes([4])
        head += _seven(len(content)) + _seven(0o100644)
        told = zlib.crc32(content if i else piece)
        head += struct.pack("<I", told) + bytes([0, 1, len(name)]) + name
        end = _rar5_block(bytes([5, 0, not i]))
        made.append(
            b"Rar!\x1a\x07\x01\x00" + _rar5_block(main) + _rar5_block(head) + piece + end
        )
    return made


@pytest.mark.parametrize("made", [rar_volumes, rar5_volumes])
@pytest.mark.parametrize("names", [("a.part1.rar", "a.part2.rar"), ("a.rar", "a.r00")])
def test_volumes_of_rar_are_one_archive(names, made, library, tmp_path):
    put(tmp_path / "a", dict(zip(names, made(), strict=True)))
    found = ends(tmp_path / "a")
    assert found["0.txt"] == ("parsed", "")
    assert found[names[0]] == ("ignored", "1 documents")


def test_a_volume_that_says_that_others_follow_is_not_read_alone(library, tmp_path):
    first, _ = rar_volumes()
    put(tmp_path / "a", {"a.part1.rar": first, "b.part1.rar": rar5(TEXTS[0], volume=0)})
    for status, detail in ends(tmp_path / "a").values():
        assert status == "failed"
        assert "only 1 of its parts are beside it" in detail


@pytest.mark.parametrize(
    ("name", "beside", "parts", "lacking"),
    [
        ("a.7z.001", ["a.7z.001", "a.7z.002"], ["a.7z.001", "a.7z.002"], []),
        ("a.7z.003", ["a.7z.001", "a.7z.003"], ["a.7z.001", "a.7z.003"], ["part 2"]),
        ("a.part02.rar", ["a.part02.rar", "b.part01.rar"], ["a.part02.rar"], ["part 1"]),
        ("A.Z01", ["A.Z01", "a.zip"], ["A.Z01", "a.zip"], []),
        ("a.r00", ["a.r00"], ["a.r00"], ["the first part, whose name ends in .rar"]),
        ("a.xlsx", ["a.xlsx"], [], []),
    ],
)
def test_parts_are_found_by_their_names(name, beside, parts, lacking):
    assert together(name, beside) == (parts, lacking)


def test_a_whole_archive_is_as_it_is():
    assert joined([zipped(*TEXTS)]) == zipped(*TEXTS)
    assert place_of("决算.txt") is None
