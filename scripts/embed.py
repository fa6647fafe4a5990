#!/usr/bin/env python3
"""Writes a C++ source that defines FUNCTION as the bytes of FILE.

Usage: embed.py OUTPUT.cpp HEADER NAMESPACE FUNCTION FILE

HEADER declares `std::string_view FUNCTION();` in NAMESPACE. The language's own #embed would do, but
ccache does not notice when such a file changes.
"""

import pathlib
import sys


def main():
    output, header, namespace, function, source = sys.argv[1:]
    data = pathlib.Path(source).read_bytes()
    lines = [f'#include "{header}"', "", f"namespace {namespace} {{", ""]
    lines.append(f"static constexpr unsigned char {function}_data[] = {{")
    lines += [",".join(map(str, data[i : i + 40])) + "," for i in range(0, len(data), 40)]
    lines.append("};")
    lines.append(f"std::string_view {function}() {{")
    lines.append(f"  return {{reinterpret_cast<const char*>({function}_data), sizeof {function}_data}};")
    lines += ["}", "", f"}}  // namespace {namespace}", ""]
    path = pathlib.Path(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines))


main()
