// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/DraftFaultText.h"

#include <QCoreApplication>

namespace triptych {

namespace {

struct DraftFaultText
{
    Q_DECLARE_TR_FUNCTIONS(DraftFaultText)
};

const char *sentenceFor(DraftFault::Kind kind)
{
    switch (kind) {
    case DraftFault::AddressMissing: return "";
    case DraftFault::AddressInvalid:
        return QT_TRANSLATE_NOOP("DraftFaultText", "This is no address: write https:// and the host, then the path.");
    case DraftFault::AddressUser:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "The address holds a user and leads to %1. Take out what stands before the @.");
    case DraftFault::AddressQuery:
        return QT_TRANSLATE_NOOP("DraftFaultText", "The address ends in a ? or a #. Take out what begins there.");
    case DraftFault::AddressInsecure:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "%1 is not this machine, so plain http would show the key to all. Write https.");
    case DraftFault::AddressLookAlike:
        return QT_TRANSLATE_NOOP(
            "DraftFaultText",
            "The host holds letters that look like others. It is really %1; write it so if you mean it.");
    case DraftFault::SignInHeader:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "The sign-in needs the name of a header, such as x-api-key; “%1” cannot be one.");
    case DraftFault::SignInRegion:
        return QT_TRANSLATE_NOOP("DraftFaultText", "The signature needs a region, such as us-east-1.");
    case DraftFault::SignInService:
        return QT_TRANSLATE_NOOP("DraftFaultText", "The signature needs a service, such as bedrock.");
    case DraftFault::HeaderName:
        return QT_TRANSLATE_NOOP("DraftFaultText", "“%1” is no name of a header: letters, digits and hyphens are.");
    case DraftFault::HeaderReserved:
        return QT_TRANSLATE_NOOP("DraftFaultText", "Triptych writes the header “%1” itself. Remove it.");
    case DraftFault::HeaderKey:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "The header “%1” holds keys. Tick “Secret”, so that its value goes into the vault.");
    case DraftFault::HeaderTwice:
        return QT_TRANSLATE_NOOP("DraftFaultText", "The header “%1” stands here twice. Remove one.");
    case DraftFault::HeaderSignIn:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "The sign-in sends the header “%1” already. Remove it, or change the sign-in.");
    case DraftFault::HeaderValue:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "The value of “%1” holds what no header can: only one line of ASCII can be sent.");
    case DraftFault::BodySyntax:
        return QT_TRANSLATE_NOOP("DraftFaultText", "The extra body is no JSON at line %2, column %3: %1");
    case DraftFault::BodyObject:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "The extra body has to be an object: begin it with { and end it with }.");
    case DraftFault::ModelId:
        return QT_TRANSLATE_NOOP("DraftFaultText", "“%1” is no id of a model: write it without blanks.");
    case DraftFault::ModelBase:
        return QT_TRANSLATE_NOOP("DraftFaultText",
                                 "“%1” is no base model: write a provider and its model, such as openai/gpt-6-luna.");
    case DraftFault::CaFilePath:
        return QT_TRANSLATE_NOOP("DraftFaultText", "Give the CA file with its full path, from / on.");
    }
    Q_UNREACHABLE();
}

/// What somebody pasted is shown short and on one line.
QString shown(const QString &thing)
{
    return thing.simplified().left(80);
}

} // namespace

QString draftFaultText(const DraftFault &fault)
{
    const char *sentence = sentenceFor(fault.kind);
    if (*sentence == '\0')
        return {};
    QString text = DraftFaultText::tr(sentence);
    text.replace(QStringLiteral("%2"), QString::number(fault.line));
    text.replace(QStringLiteral("%3"), QString::number(fault.column));
    return text.replace(QStringLiteral("%1"), shown(fault.thing));
}

} // namespace triptych
