// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/ClientText.h"

#include <QCoreApplication>
#include <QFile>
#include <array>

namespace triptych {

namespace {

struct Guide
{
    const char *id;
    const char *title;
    const char *steps;
};

constexpr std::array guides {
    Guide {"claude-code", QT_TRANSLATE_NOOP("ClientText", "Claude Code"),
           QT_TRANSLATE_NOOP("ClientText", "Run these in a shell where ANTHROPIC_API_KEY is not set.")},
    Guide {
        "vscode-endpoint", QT_TRANSLATE_NOOP("ClientText", "VS Code: Custom Endpoint"),
        QT_TRANSLATE_NOOP("ClientText",
                          "Run “Chat: Manage Language Models”, choose “Add Models”, then “Custom Endpoint”, and paste "
                          "the token as the API key. Give the models in the file that opens; leave the apiKey that "
                          "stands there.")},
    Guide {"vscode-ollama", QT_TRANSLATE_NOOP("ClientText", "VS Code: Ollama"),
           QT_TRANSLATE_NOOP("ClientText",
                             "Into settings.json. Then run “Chat: Manage Language Models”, choose “Ollama” and tick "
                             "models. Use a token that may use Ollama and nothing else.")},
    Guide {"openai-python", QT_TRANSLATE_NOOP("ClientText", "OpenAI for Python"), ""},
    Guide {"openai-javascript", QT_TRANSLATE_NOOP("ClientText", "OpenAI for JavaScript"), ""},
    Guide {"anthropic-python", QT_TRANSLATE_NOOP("ClientText", "Anthropic for Python"), ""},
    Guide {"anthropic-javascript", QT_TRANSLATE_NOOP("ClientText", "Anthropic for JavaScript"), ""},
    Guide {"ollama-python", QT_TRANSLATE_NOOP("ClientText", "Ollama for Python"), ""},
    Guide {"ollama-javascript", QT_TRANSLATE_NOOP("ClientText", "Ollama for JavaScript"), ""},
    Guide {"ollama-address", QT_TRANSLATE_NOOP("ClientText", "Other Ollama programs"),
           QT_TRANSLATE_NOOP("ClientText", "Where the program lets you set the address of the Ollama server.")},
    Guide {"curl", QT_TRANSLATE_NOOP("ClientText", "curl"), ""},
    Guide {"prometheus", QT_TRANSLATE_NOOP("ClientText", "Prometheus"),
           QT_TRANSLATE_NOOP("ClientText",
                             "Add it to the scrape_configs of your own file. Write a token that may use metrics and "
                             "nothing else into the file that it names.")},
};

const QByteArray tokenMark = "{TOKEN}";

QString translated(const char *text)
{
    return *text ? QCoreApplication::translate("ClientText", text) : QString();
}

/// Editors ask for models of a provider; what is tried out by hand asks the one that comes along.
QByteArray modelFor(const QString &id)
{
    return id.startsWith(QLatin1String("vscode")) ? "anthropic/claude-opus-5-5" : "local/demo";
}

} // namespace

std::vector<ClientGuide> clientGuides()
{
    std::vector<ClientGuide> all;
    for (const Guide &guide : guides)
        all.push_back({QLatin1String(guide.id), translated(guide.title), translated(guide.steps)});
    return all;
}

ClientText::ClientText(const QString &id, quint16 port)
{
    QFile file(QStringLiteral(":/gateway/clients/%1.txt").arg(id));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no text for %s", qPrintable(id));
    m_text = file.readAll();
    while (m_text.endsWith('\n'))
        m_text.chop(1);
    m_text.replace("{PORT}", QByteArray::number(port)).replace("{MODEL}", modelFor(id));
}

QString ClientText::shown() const
{
    return QString::fromUtf8(m_text).replace(QLatin1String(tokenMark), QStringLiteral("TOKEN"));
}

bool ClientText::hasToken() const
{
    return m_text.contains(tokenMark);
}

Secret ClientText::with(const Secret &token) const
{
    const qsizetype at = m_text.indexOf(tokenMark);
    if (at < 0 || token.isEmpty())
        return Secret::copyOf(shown().toUtf8());
    const QByteArrayView text = m_text;
    return Secret::joined({text.first(at), token.view(), text.sliced(at + tokenMark.size())});
}

} // namespace triptych
