// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/stream/StreamFramer.h"

#include <string_view>
#include <vector>

namespace triptych {

/// Most events of a stream are the one before with another text in it. From an event that was parsed this learns the
/// bytes around the text, and takes the text out of the next ones unparsed: what is valid JSON stays so when one string
/// stands in the place of another. Whatever differs elsewhere is left to the parser.
class RepeatedText
{
public:
    /// `event` is a valid JSON object from which came nothing but `text`, a string that is the member `key` of
    /// something in it.
    void learn(const Frame &event, std::string_view key, std::string_view text);
    void forget() { m_slots.clear(); }
    /// Whether an event is like the one that was learned but for its text, which is given then; valid until the next
    /// call and while `event` is. False also for a text that needs the parser.
    bool read(const Frame &event, std::string_view &text);

private:
    /// What may differ: the inside of a string, or a whole number.
    struct Slot
    {
        enum class Kind : quint8 { Text, String, Integer };
        Kind kind = Kind::String;
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    class Scanner;

    bool find(QByteArrayView json, std::string_view &text);
    std::string_view unescaped(std::string_view text);

    QByteArray m_name;
    QByteArray m_json;
    std::vector<Slot> m_slots; ///< In their order; empty: nothing is known.
    QByteArray m_unescaped;
    int m_fruitless = 0; ///< How often something was learned since a text was taken out.
};

} // namespace triptych
