"""Lets an ELF library load where the C library lacks a version that only weak symbols ask for: python weaken.py LIB GLIBC_2.39."""

from __future__ import annotations

import struct
import sys
from pathlib import Path


def main() -> None:
    path, version = Path(sys.argv[1]), sys.argv[2]
    data = bytearray(path.read_bytes())
    if data[:6] != b"\x7fELF\x02\x01":
        raise SystemExit("not a little-endian 64-bit ELF file")
    (offset,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, offset + size * index) for index in range(count)]
    needs = next(section for section in sections if section[1] == 0x6FFFFFFE)  # SHT_GNU_verneed
    names = sections[needs[6]][4]
    need = needs[4]
    while True:
        _, auxes, _, aux, following = struct.unpack_from("<HHIII", data, need)
        place = need + aux
        for _ in range(auxes):
            _, flags, _, name, step = struct.unpack_from("<IHHII", data, place)
            if data[names + name :].split(b"\0", 1)[0].decode() == version:
                struct.pack_into("<H", data, place + 4, flags | 2)  # VER_FLG_WEAK
            place += step
        if not following:
            break
        need += following
    path.write_bytes(data)


if __name__ == "__main__":
    main()
