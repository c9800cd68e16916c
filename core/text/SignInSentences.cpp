// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

const Sentence sentences[] = {
    {"copilot_off", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "GitHub Copilot is off: it has no client ID"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Register an OAuth app at GitHub with the device flow on, and set its client ID in the provider's settings.")},
    {"copilot.refused", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "GitHub gives no access to Copilot"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the account and its Copilot plan at GitHub, then sign in again.")},
    {"copilot.origin", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "GitHub named a server that is none of Copilot's, so nothing was sent there"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the domain of the provider and the network in between.")},
    {"copilot.client", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "GitHub does not know this client ID"),
     QT_TRANSLATE_NOOP("ErrorText", "Copy it again from the OAuth app at GitHub.")},
    {"copilot.denied", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The request was declined at GitHub"),
     QT_TRANSLATE_NOOP("ErrorText", "Sign in again if that was not meant.")},
    {"copilot.expired", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The code has expired"),
     QT_TRANSLATE_NOOP("ErrorText", "Sign in again to get a new one.")},
    {"copilot.device_flow", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The device flow is switched off for this client ID"),
     QT_TRANSLATE_NOOP("ErrorText", "Switch it on in the settings of the OAuth app at GitHub.")},
    {"copilot.device_code", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "GitHub does not know the code any more"),
     QT_TRANSLATE_NOOP("ErrorText", "Sign in again to get a new one.")},
    {"copilot.page", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "GitHub named a page for the code that is not its own"),
     QT_TRANSLATE_NOOP("ErrorText", "Do not enter the code there. Check the domain and the network in between.")},
    {"provider_retired", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The service of a provider was retired"),
     QT_TRANSLATE_NOOP("ErrorText", "GitHub Models ended on 2026-07-30. Remove the file and use another provider.")},
    {"copilot.*", Detail::Words, QT_TRANSLATE_NOOP("ErrorText", "Signing in at GitHub failed"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again; GitHub may have changed this interface.")},
};

} // namespace

std::span<const Sentence> signInSentences()
{
    return sentences;
}

} // namespace triptych
