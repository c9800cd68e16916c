// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("ErrorText", text)

/// In the order of ErrorKind; for causes that have no sentence of their own.
const Sentence sentences[] = {
    {"", Detail::Hidden, WORDS("It was stopped"), WORDS("What had arrived is kept.")},
    {"", Detail::Thing, WORDS("Something that was entered is not right"), WORDS("Check what is named and change it.")},
    {"", Detail::Thing, WORDS("The network failed"), WORDS("Check the connection, then try again.")},
    {"", Detail::Thing, WORDS("It took too long"), WORDS("Try again, or allow more time.")},
    {"", Detail::Words, WORDS("%1 did not let this request in"), WORDS("Check the key and what it may do.")},
    {"", Detail::Words, WORDS("%1 asks to wait"), WORDS("Try again later, or use another model.")},
    {"", Detail::Words, WORDS("%1 turned the request down"), WORDS("Change what it names.")},
    {"", Detail::Words, WORDS("%1 had a fault of its own"), WORDS("Try again later.")},
    {"", Detail::Thing, WORDS("The answer cannot be read any further"), WORDS("What had arrived is kept. Try again.")},
    {"", Detail::Thing, WORDS("The disk did not do its work"), WORDS("Check how much room it has and the rights of the folder.")},
    {"", Detail::Thing, WORDS("Something that is sealed cannot be opened"), WORDS("Check the password, or use a backup.")},
    {"", Detail::Thing, WORDS("A helper program failed"), WORDS("Read its log.")},
    {"", Detail::Thing, WORDS("This is not possible here"), WORDS("Use another provider or model.")},
};
static_assert(std::size(sentences) == std::size_t(ErrorKind::Unsupported) + 1);

} // namespace

const Sentence &kindSentence(ErrorKind kind)
{
    return sentences[std::size_t(kind)];
}

} // namespace triptych
