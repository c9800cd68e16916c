// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

const Sentence sentences[] = {
    {"token", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The gateway does not take this token"),
     QT_TRANSLATE_NOOP("ErrorText", "Make a new one with triptych gateway token new.")},
    {"token.expired", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The token has expired"),
     QT_TRANSLATE_NOOP("ErrorText", "Make a new one for this client.")},
    {"token.revoked", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The token was revoked"),
     QT_TRANSLATE_NOOP("ErrorText", "Make a new one if the client is to go on.")},
    {"token.spent", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The budget of the token is used up"),
     QT_TRANSLATE_NOOP("ErrorText", "Make a new one with a higher budget.")},
    {"token.unread", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The list of revoked tokens was not read yet"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again in a moment.")},
    {"token.stale", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The list of revoked tokens could not be read for a while"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the disk; until it is read, the gateway lets nobody in.")},
    {"token.unknown", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "There is no such token"),
     QT_TRANSLATE_NOOP("ErrorText", "List the tokens; one that was signed elsewhere is listed once it was used.")},
    {"token.taken", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A token of this id is there already"),
     QT_TRANSLATE_NOOP("ErrorText", "Make another one.")},
    {"token.label", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A token cannot have this name"),
     QT_TRANSLATE_NOOP("ErrorText", "Use 1 to 200 characters that can be seen.")},
    {"token.scope", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The scope names a route that is not there"),
     QT_TRANSLATE_NOOP("ErrorText", "Use the names that are listed, or leave the scope out for every route.")},
    {"token.models", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This cannot be the name of a model"),
     QT_TRANSLATE_NOOP("ErrorText", "Use names as clients send them, with * for any characters.")},
    {"token.budget", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A budget must be a number above 0"),
     QT_TRANSLATE_NOOP("ErrorText", "Give it in US dollars, or leave it out for no limit.")},
    {"token.lifetime", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A token cannot live for this time"),
     QT_TRANSLATE_NOOP("ErrorText", "Let it expire in the future, within ten years.")},
    {"token.key_id", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This cannot be the id of a signing key"),
     QT_TRANSLATE_NOOP("ErrorText", "Choose one of the gateway's key pairs.")},
    {"token.large", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The token would be longer than 4096 bytes"),
     QT_TRANSLATE_NOOP("ErrorText", "Name fewer models, or use * for several.")},
    {"token.sign", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The private key did not sign the token"),
     QT_TRANSLATE_NOOP("ErrorText", "Make a new key pair with triptych gateway keypair new.")},
    {"token.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The token cannot be used"),
     QT_TRANSLATE_NOOP("ErrorText", "Make another one.")},
    {"keypair.format", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This is no RSA key in PEM form"),
     QT_TRANSLATE_NOOP("ErrorText", "Use the files of openssl genrsa 2048 and openssl rsa -pubout.")},
    {"keypair.algorithm", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "This key is of another kind than RSA"),
     QT_TRANSLATE_NOOP("ErrorText", "Make one with openssl genrsa 2048.")},
    {"keypair.small", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The key is too short to be safe"),
     QT_TRANSLATE_NOOP("ErrorText", "Make one of at least 2048 bits: openssl genrsa 2048.")},
    {"keypair.large", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The key is too long to be checked for each call"),
     QT_TRANSLATE_NOOP("ErrorText", "Make one of at most 8192 bits.")},
    {"keypair.encrypted", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The private key is locked with a pass phrase"),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Take it off with openssl rsa -in FILE -out FILE; the vault encrypts the key by itself.")},
    {"keypair.public", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "This is the public half of a key pair"),
     QT_TRANSLATE_NOOP("ErrorText", "Signing takes the private half, the file of openssl genrsa.")},
    {"keypair.private", Detail::Thing,
     QT_TRANSLATE_NOOP("ErrorText", "This is the private half of a key pair and belongs in no such file"),
     QT_TRANSLATE_NOOP("ErrorText", "Put the public half there, made with openssl rsa -pubout.")},
    {"keypair.id", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A key pair cannot have this id"),
     QT_TRANSLATE_NOOP("ErrorText", "Use 1 to 32 small letters, digits and hyphens.")},
    {"keypair.taken", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "A key pair of this id is there already"),
     QT_TRANSLATE_NOOP("ErrorText", "Use another id, or leave it out.")},
    {"keypair.*", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The key pair cannot be used"),
     QT_TRANSLATE_NOOP("ErrorText", "Make a new one with triptych gateway keypair new.")},
    {"gateway.damaged", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "The gateway's database is damaged"),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Move data/gateway.sqlite away; revoked tokens are then no longer known, so make a new key pair.")},
    {"gateway.newer", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "A newer Triptych wrote the gateway's database"),
     QT_TRANSLATE_NOOP("ErrorText", "Update Triptych.")},
    {"gateway.read_only", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The gateway's database cannot be opened"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the rights of the file and its folder.")},
    {"gateway.disk_full", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "The disk takes nothing more of the gateway's database"),
     QT_TRANSLATE_NOOP("ErrorText", "Make room. What calls cost is kept in memory until then.")},
    {"gateway.busy", Detail::Hidden, QT_TRANSLATE_NOOP("ErrorText", "Another program holds the gateway's database"),
     QT_TRANSLATE_NOOP("ErrorText", "Try again when it is done.")},
    {"gateway.memory", Detail::Hidden,
     QT_TRANSLATE_NOOP("ErrorText", "There was too little memory for the gateway's database"),
     QT_TRANSLATE_NOOP("ErrorText", "Close other programs, then try again.")},
    {"gateway.failed", Detail::Thing, QT_TRANSLATE_NOOP("ErrorText", "The gateway's database did not do its work"),
     QT_TRANSLATE_NOOP("ErrorText", "Check the disk; the file is data/gateway.sqlite.")},
};

} // namespace

std::span<const Sentence> tokenSentences()
{
    return sentences;
}

} // namespace triptych
