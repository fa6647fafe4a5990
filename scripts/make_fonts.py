#!/usr/bin/env python3
"""Writes fonts.cpp: a subset of each given OpenType font as bytes, see src/ui/fonts.h.

Usage: make_fonts.py OUTPUT.cpp FUNCTION=FONT.otf...
"""

import io
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# What European business text needs. Everything else is drawn with the machine's own fonts
# (src/platform/web/glyphs.h); every range here is something each visitor waits for.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x017F),  # Latin
    (0x0218, 0x021B),                    # Romanian
    (0x0370, 0x03CE), (0x0400, 0x045F), (0x0490, 0x0491),  # Greek, Cyrillic
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030),
    (0x2039, 0x203A), (0x202F, 0x202F), (0x2009, 0x2009),  # punctuation
    (0x20A4, 0x20A4), (0x20AC, 0x20AC), (0x20B9, 0x20BA), (0x20BD, 0x20BD),  # currency
    (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2195), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    (0x221E, 0x221E), (0x25CF, 0x25CF), (0x2713, 0x2713), (0xFFFD, 0xFFFD),
]


def substitutions(font, feature_tag):
    """The one-to-one substitutions of an OpenType feature, glyph name to glyph name."""
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == feature_tag
        for index in record.Feature.LookupListIndex
    }
    found = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 1:
                found.update(table.mapping)
    return found


def subset_font(path):
    font = TTFont(path)
    # The interface has no layout engine that could turn on tabular figures, so they become the
    # glyphs of the digits.
    tabular = substitutions(font, "tnum")
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
    widths = {font["hmtx"][font.getBestCmap()[code]][0] for code in range(ord("0"), ord("9") + 1)}
    if len(widths) != 1:
        sys.exit(f"{path}: its digits are not equally wide, so it is not the font expected here.")

    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 13, 14]  # names and the licence
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main():
    output = pathlib.Path(sys.argv[1])
    lines = ['#include "ui/fonts.h"', "", "namespace keyplan::ui {", ""]
    for argument in sys.argv[2:]:
        function, path = argument.split("=", 1)
        data = subset_font(path)
        lines.append(f"static constexpr unsigned char {function}_bytes[] = {{")
        lines += [",".join(map(str, data[i : i + 40])) + "," for i in range(0, len(data), 40)]
        lines.append("};")
        lines.append(f"std::span<const unsigned char> {function}() {{ return {function}_bytes; }}")
        lines.append("")
    lines += ["}  // namespace keyplan::ui", ""]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(lines))


main()
