// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

/// In the order of ErrorKind; for causes that have no sentence of their own.
const Sentence sentences[] = {
    {"", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "It was stopped"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "Something that was entered is not right"),
     QT_TRANSLATE_NOOP("ErrorText", "Check what is named and change it.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The network failed"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the connection, then try again.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "It took too long"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again, or allow more time.")},
    {"", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 did not let this request in"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the key and what it may do.")},
    {"", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 asks to wait"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again later, or use another model.")},
    {"", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 turned the request down"),
     QT_TRANSLATE_NOOP("ErrorText", "Change what it names.")},
    {"", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "%1 had a fault of its own"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again later.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The answer cannot be read any further"),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept. Try again.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The disk did not do its work"),
     QT_TRANSLATE_NOOP("ErrorText", "Check how much room it has and the rights of the folder.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "Something that is sealed cannot be opened"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the password, or use a backup.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A helper program failed"),
     QT_TRANSLATE_NOOP("ErrorText", "Read its log.")},
    {"", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This is not possible here"),
     QT_TRANSLATE_NOOP("ErrorText", "Use another provider or model.")},
};
static_assert(std::size(sentences) == std::size_t(ErrorKind::Unsupported) + 1);

} // namespace

const Sentence &kindSentence(ErrorKind kind)
{
    return sentences[std::size_t(kind)];
}

} // namespace triptych
