// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <array>
#include <optional>
#include <vector>

namespace triptych {

/// A text made ready to be searched many times: folded, with the worth of each place.
class FuzzyText
{
public:
    FuzzyText() = default;
    explicit FuzzyText(const QString &text);

private:
    friend class FuzzyQuery;

    QString m_folded;
    std::vector<quint8> m_worth; ///< What a hit at this place earns: more at the start of a word.
    quint64 m_letters = 0; ///< Which characters occur, as a quick way to say no.
};

/// What a person typed. Terms are separated by blanks and must all be found, each as a subsequence: `or opus` finds
/// openrouter/anthropic/claude-opus. A higher score is a better hit; a hit that is mostly gaps is none.
class FuzzyQuery
{
public:
    FuzzyQuery() = default;
    explicit FuzzyQuery(const QString &text);

    bool isEmpty() const { return m_terms.empty(); }
    std::optional<int> score(const FuzzyText &text) const;
    /// The letters of `shown` that were meant, in ascending order. `shown` is a part of `whole`, which was searched; a
    /// term that stands elsewhere in it marks nothing here.
    std::vector<int> places(const QString &shown, const FuzzyText &whole) const;

private:
    struct Term
    {
        QString folded;
        quint64 letters = 0;
    };

    static std::optional<int> termScore(const Term &term, const FuzzyText &text);
    static void addPlaces(const Term &term, const FuzzyText &text, std::vector<int> &places);
    static qsizetype placeInOnePiece(const Term &term, const FuzzyText &text);

    std::vector<Term> m_terms;
};

} // namespace triptych
