// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

const Sentence sentences[] = {
    {"gateway.port", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The gateway cannot listen there"),
     QT_TRANSLATE_NOOP("ErrorText", "Another program may have the port (vLLM takes 8000 too): choose another one.")},
    {"gateway.plain", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "Without a certificate the gateway listens on this machine only"),
     QT_TRANSLATE_NOOP("ErrorText", "Give a certificate and its key along with the address.")},
    {"gateway.certificate", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The certificate cannot be used"),
     QT_TRANSLATE_NOOP("ErrorText", "Give a PEM file with the chain, and one with the private key.")},
    {"gateway.config", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The gateway's file has a fault"),
     QT_TRANSLATE_NOOP("ErrorText", "Mend it; until then the routes from before hold.")},
    {"no_keypair", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The vault has no key pair that could sign a token"),
     QT_TRANSLATE_NOOP("ErrorText", "Make one with triptych gateway keypair new, or import a private key.")},
};

} // namespace

std::span<const Sentence> gatewaySentences()
{
    return sentences;
}

} // namespace triptych
