// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/FuzzyMatch.h"

#include <QStringList>
#include <algorithm>

namespace triptych {

namespace {

constexpr qsizetype longestText = 160;
constexpr qsizetype longestTerm = 48;
constexpr int hit = 4;
constexpr int wordStart = 8;
constexpr int figureStart = 3; // the 5 of gpt5
constexpr int neighbour = 6;
constexpr int never = -10'000;

quint64 letterBit(QChar c)
{
    const char16_t code = c.unicode();
    if (code >= u'a' && code <= u'z')
        return quint64(1) << (code - u'a');
    if (code >= u'0' && code <= u'9')
        return quint64(1) << (26 + code - u'0');
    return quint64(1) << (36 + code % 28);
}

quint64 lettersOf(const QString &folded)
{
    quint64 letters = 0;
    for (const QChar c : folded)
        letters |= letterBit(c);
    return letters;
}

quint8 worthAt(const QString &text, qsizetype i)
{
    if (i == 0 || !text.at(i - 1).isLetterOrNumber())
        return hit + wordStart;
    return text.at(i).isDigit() && !text.at(i - 1).isDigit() ? hit + figureStart : hit;
}

} // namespace

FuzzyText::FuzzyText(const QString &text) : m_folded(text.toLower().left(longestText)), m_letters(lettersOf(m_folded))
{
    m_worth.resize(std::size_t(m_folded.size()));
    for (qsizetype i = 0; i < m_folded.size(); ++i)
        m_worth[std::size_t(i)] = worthAt(m_folded, i);
}

FuzzyQuery::FuzzyQuery(const QString &text)
{
    for (const QString &term : text.toLower().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        m_terms.push_back({term.left(longestTerm), lettersOf(term.left(longestTerm))});
}

std::optional<int> FuzzyQuery::score(const FuzzyText &text) const
{
    int sum = 0;
    for (const Term &term : m_terms) {
        if ((term.letters & ~text.m_letters) != 0)
            return {};
        const std::optional<int> score = termScore(term, text);
        if (!score)
            return {};
        sum += *score;
    }
    // Of two texts that match alike, the shorter one is meant; with no term there is nothing to prefer.
    if (isEmpty())
        return 0;
    return sum * 8 - int(text.m_folded.size());
}

std::vector<int> FuzzyQuery::places(const QString &shown, const FuzzyText &whole) const
{
    const FuzzyText text(shown);
    std::vector<int> places;
    for (const Term &term : m_terms) {
        const bool isElsewhere = placeInOnePiece(term, text) < 0 && placeInOnePiece(term, whole) >= 0;
        if (!isElsewhere && termScore(term, text))
            addPlaces(term, text, places);
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

/// At the start of a word rather than inside of one; below 0: nowhere.
qsizetype FuzzyQuery::placeInOnePiece(const Term &term, const FuzzyText &text)
{
    qsizetype best = -1;
    for (qsizetype at = text.m_folded.indexOf(term.folded); at >= 0; at = text.m_folded.indexOf(term.folded, at + 1)) {
        if (best < 0 || text.m_worth[std::size_t(at)] > text.m_worth[std::size_t(best)])
            best = at;
    }
    return best;
}

void FuzzyQuery::addPlaces(const Term &term, const FuzzyText &text, std::vector<int> &places)
{
    const qsizetype piece = placeInOnePiece(term, text);
    qsizetype at = piece;
    for (const QChar letter : term.folded) {
        at = piece >= 0 ? at : text.m_folded.indexOf(letter, at + 1);
        places.push_back(int(at));
        at += piece >= 0 ? 1 : 0;
    }
}

/// The best way to place the term, letter by letter: ending[j] is the best that ends with a hit at j, so_far[j] the
/// best up to j, less one for each place skipped since.
std::optional<int> FuzzyQuery::termScore(const Term &term, const FuzzyText &text)
{
    using Row = std::array<int, longestText>;
    Row ending, soFar, endingBefore, soFarBefore;
    const qsizetype width = text.m_folded.size();
    for (qsizetype i = 0; i < term.folded.size(); ++i) {
        const QChar letter = term.folded.at(i);
        int best = never;
        for (qsizetype j = 0; j < width; ++j) {
            const auto at = std::size_t(j);
            int score = never;
            if (text.m_folded.at(j) == letter && (i == 0 || j > 0)) {
                const int before = i == 0 ? 0 : std::max(soFarBefore[at - 1], endingBefore[at - 1] + neighbour);
                score = before > never / 2 ? before + text.m_worth[at] : never;
            }
            ending[at] = score;
            best = std::max(score, best - 1);
            soFar[at] = best;
        }
        std::copy_n(ending.begin(), width, endingBefore.begin());
        std::copy_n(soFar.begin(), width, soFarBefore.begin());
    }
    const int score = width == 0 ? never : *std::max_element(ending.begin(), ending.begin() + width);
    return score >= 0 ? std::optional(score) : std::nullopt;
}

} // namespace triptych
