// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/markdown/MarkdownMask.h"

#include <QHash>
#include <QString>
#include <algorithm>

namespace triptych {

namespace {

constexpr int formulaLimit = 2000; // bytes; keeps hostile input from costing quadratic time

bool isPunctuationByte(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool isHan(char32_t c)
{
    return (c >= 0x3040 && c <= 0x30ff && c != 0x30fb) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

struct CodePoint
{
    char32_t value = 0;
    int start = 0;
    int length = 0;
};

CodePoint codePointAt(const QByteArray &text, int start, int end)
{
    const auto lead = uchar(text[start]);
    const int length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (length == 1 || start + length > end)
        return {lead, start, 1};
    char32_t value = lead & (0xff >> (length + 1));
    for (int i = 1; i < length; ++i)
        value = (value << 6) | (uchar(text[start + i]) & 0x3f);
    return {value, start, length};
}

CodePoint codePointBefore(const QByteArray &text, int begin, int end)
{
    int start = end - 1;
    while (start > begin && (uchar(text[start]) & 0xc0) == 0x80)
        --start;
    return codePointAt(text, start, end);
}

bool isPunctuation(char32_t c)
{
    return c < 0x80 ? isPunctuationByte(char(c)) : QChar::isPunct(c);
}

/// Walks the inline text of one paragraph-like range.
class Scanner
{
public:
    Scanner(const QByteArray &original, MarkdownMask &mask, int begin, int end)
        : m_text(original),
          m_mask(mask),
          m_begin(begin),
          m_end(end)
    {
        collectTicks();
    }

    void run()
    {
        int at = m_begin;
        while (at < m_end) {
            switch (m_text[at]) {
            case '`': at = afterCode(at); break;
            case '\\': at = afterBackslash(at); break;
            case '$': at = afterDollar(at); break;
            case '*': at = afterStars(at); break;
            default: ++at;
            }
        }
    }

private:
    int runLength(int at) const
    {
        int end = at;
        while (end < m_end && m_text[end] == m_text[at])
            ++end;
        return end - at;
    }

    /// For each run of backticks, where a later run of the same length ends.
    void collectTicks()
    {
        std::vector<std::pair<int, int>> runs;
        for (int at = m_begin; at < m_end;) {
            const int length = m_text[at] == '`' ? runLength(at) : 0;
            if (length)
                runs.emplace_back(at, length);
            at += qMax(1, length);
        }
        QHash<int, int> nextEnd;
        for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
            m_codeEnd.insert(run->first, nextEnd.value(run->second, -1));
            nextEnd.insert(run->second, run->first + run->second);
        }
    }

    int afterCode(int at) const
    {
        const int end = m_codeEnd.value(at, -1);
        return end > 0 ? end : at + runLength(at);
    }

    int afterBackslash(int at)
    {
        const char next = at + 1 < m_end ? m_text[at + 1] : '\0';
        if (next == '(' || next == '[') {
            const int close = find(next == '(' ? "\\)" : "\\]", at + 2);
            if (close > at + 2)
                return coverFormula(at, close + 2);
        }
        return at + (isPunctuationByte(next) ? 2 : 1);
    }

    int afterDollar(int at)
    {
        if (at + 1 < m_end && m_text[at + 1] == '$') {
            const int close = find("$$", at + 2);
            return close > at + 2 ? coverFormula(at, close + 2) : at + 2;
        }
        const int close = closingDollar(at);
        return close > 0 ? coverFormula(at, close + 1) : at + 1;
    }

    /// Prices are no formulas: the first `$` must touch its text, the last must not be followed by a digit, on one
    /// line.
    int closingDollar(int at) const
    {
        if (at + 1 >= m_end || isspace(uchar(m_text[at + 1])))
            return -1;
        const int limit = qMin(m_end, at + formulaLimit);
        for (int i = at + 1; i < limit && m_text[i] != '\n' && m_text[i] != '`'; ++i) {
            if (m_text[i] == '\\') {
                ++i;
            } else if (m_text[i] == '$') {
                const bool isClosing = i > at + 1 && !isspace(uchar(m_text[i - 1]))
                    && (i + 1 >= m_end || !isdigit(uchar(m_text[i + 1])));
                return isClosing ? i : -1;
            }
        }
        return -1;
    }

    int find(const char *needle, int from) const
    {
        const QByteArrayView window = QByteArrayView(m_text).sliced(from, qMin(m_end - from, formulaLimit));
        const qsizetype found = window.indexOf(needle);
        return found < 0 ? -1 : from + int(found);
    }

    int coverFormula(int start, int end)
    {
        char *bytes = m_mask.text.data();
        for (int i = start; i < end; ++i) {
            if (isPunctuationByte(bytes[i]))
                bytes[i] = MarkdownMask::cover;
        }
        m_mask.formulas.emplace_back(start, end);
        return end;
    }

    /// CommonMark asks for a space or punctuation outside of `。**`; CJK text has none. So the parser does not get to
    /// see the mark inside, or, where that must stay, sees one outside.
    int afterStars(int at)
    {
        const int end = at + runLength(at);
        if (end - at < 2 || at == m_begin || end >= m_end)
            return end;
        const CodePoint before = codePointBefore(m_text, m_begin, at);
        const CodePoint after = codePointAt(m_text, end, m_end);
        if (isPunctuation(before.value))
            partStars(before, after);
        else if (isPunctuation(after.value))
            partStars(after, before);
        return end;
    }

    void partStars(const CodePoint &inside, const CodePoint &outside)
    {
        const bool isWord = !isPunctuation(outside.value) && !QChar::isSpace(outside.value);
        if (inside.value >= 0x80 && isWord)
            std::fill_n(m_mask.text.begin() + inside.start, inside.length, MarkdownMask::cover);
        else if (isHan(outside.value))
            coverHan(outside);
    }

    void coverHan(const CodePoint &point)
    {
        static const QByteArray three = QByteArrayLiteral("\xe3\x80\x82"); // U+3002
        static const QByteArray four = QByteArrayLiteral("\xf0\x90\x84\x80"); // U+10100, punctuation as well
        const QByteArray &stand = point.length == 4 ? four : three;
        if (point.length == stand.size())
            m_mask.text.replace(point.start, point.length, stand);
    }

    const QByteArray &m_text;
    MarkdownMask &m_mask;
    int m_begin, m_end;
    QHash<int, int> m_codeEnd;
};

/// The fence a line opens or closes, whatever quotes and list marks stand before it.
QByteArray fenceOf(QByteArrayView line)
{
    qsizetype at = 0;
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t' || line[at] == '>' || line[at] == '-'))
        ++at;
    qsizetype end = at;
    while (end < line.size() && line[end] == line[at] && (line[at] == '`' || line[at] == '~'))
        ++end;
    const bool isInline = end < line.size() && line[at] == '`' && line.sliced(end).contains('`');
    return end - at >= 3 && !isInline ? line.sliced(at, end - at).toByteArray() : QByteArray();
}

} // namespace

MarkdownMask MarkdownMask::of(const QByteArray &utf8)
{
    MarkdownMask mask {utf8, {}};
    if (!utf8.contains('$') && !utf8.contains("**") && !utf8.contains("\\(") && !utf8.contains("\\["))
        return mask;
    QByteArray fence;
    int begin = 0; // of the range that is not yet scanned
    const auto scanUpTo = [&](int end) {
        if (begin < end)
            Scanner(utf8, mask, begin, end).run();
    };
    for (int at = 0; at < utf8.size();) {
        const auto newline = int(utf8.indexOf('\n', at));
        const int next = newline < 0 ? int(utf8.size()) : newline + 1;
        const QByteArrayView line = QByteArrayView(utf8).sliced(at, next - at);
        const QByteArray mark = fenceOf(line);
        const bool wasCode = !fence.isEmpty();
        if (wasCode) {
            if (mark.startsWith(fence))
                fence.clear();
            begin = next;
        } else if (!mark.isEmpty() || line.trimmed().isEmpty()) {
            scanUpTo(at);
            fence = mark;
            begin = next;
        }
        at = next;
    }
    scanUpTo(int(utf8.size()));
    return mask;
}

bool MarkdownMask::isInFormula(int offset) const
{
    const auto after = std::upper_bound(formulas.begin(), formulas.end(), offset,
                                        [](int at, const auto &formula) { return at < formula.first; });
    return after != formulas.begin() && offset < std::prev(after)->second;
}

} // namespace triptych
