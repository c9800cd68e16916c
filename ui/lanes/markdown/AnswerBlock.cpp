// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/AnswerBlock.h"

#include <algorithm>

namespace triptych {

void TextPiece::append(QStringView shown, int source, int sourceLength)
{
    if (shown.isEmpty())
        return;
    const int length = int(shown.size());
    if (!segments.empty()) {
        SourceSegment &last = segments.back();
        const bool continues
            = last.length == last.sourceLength && length == sourceLength && last.source + last.sourceLength == source;
        if (continues) {
            last.length += length;
            last.sourceLength += length;
            text += shown;
            return;
        }
    }
    segments.push_back({int(text.size()), length, source, sourceLength});
    text += shown;
}

int TextPiece::sourceBefore(int position) const
{
    const auto after = std::lower_bound(segments.begin(), segments.end(), position,
                                        [](const SourceSegment &segment, int at) { return segment.shown < at; });
    if (after == segments.begin())
        return segments.empty() ? 0 : segments.front().source;
    const SourceSegment &segment = *std::prev(after);
    const bool isInside = segment.length == segment.sourceLength && position < segment.shown + segment.length;
    return segment.source + (isInside ? position - segment.shown : segment.sourceLength);
}

int TextPiece::sourceAfter(int position) const
{
    const auto after = std::upper_bound(segments.begin(), segments.end(), position,
                                        [](int at, const SourceSegment &segment) { return at < segment.shown; });
    if (after == segments.begin())
        return segments.empty() ? 0 : segments.front().source;
    const SourceSegment &segment = *std::prev(after);
    if (position >= segment.shown + segment.length)
        return segment.source + segment.sourceLength;
    return segment.source + (segment.length == segment.sourceLength ? position - segment.shown : 0);
}

SourceRange TextPiece::shownRange(const SourceRange &source) const
{
    int start = -1;
    int end = -1;
    auto segment = std::lower_bound(segments.begin(), segments.end(), source.start, [](const SourceSegment &s, int at) {
        return s.source + s.sourceLength <= at && s.source < at;
    });
    for (; segment != segments.end() && segment->source < source.end; ++segment) {
        const bool isLinear = segment->length == segment->sourceLength;
        const int from = isLinear ? qMax(0, source.start - segment->source) : 0;
        const int to = isLinear ? qMin(segment->length, source.end - segment->source) : segment->length;
        if (from >= to)
            continue;
        if (start < 0)
            start = segment->shown + from;
        end = segment->shown + to;
    }
    return start < 0 ? SourceRange {} : SourceRange {start, end};
}

int AnswerBlock::shownLength() const
{
    int length = 0;
    for (const TextPiece &piece : pieces)
        length += int(piece.text.size());
    return length;
}

} // namespace triptych
