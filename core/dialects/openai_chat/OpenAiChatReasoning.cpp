// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/openai_chat/OpenAiChatReasoning.h"

#include "core/chat/LedgerReason.h"

namespace triptych::openai_chat {

namespace {

/// The ways in which compatible providers let a caller steer reasoning.
class ReasoningWriter
{
public:
    ReasoningWriter(JsonWriter &json, SettingsFilter &filter, const Endpoint &endpoint)
        : m_json(json),
          m_filter(filter),
          m_endpoint(endpoint),
          m_effort(filter.settings().reasoningEffort),
          m_budget(filter.settings().reasoningBudget),
          m_isOff(m_effort == QLatin1String("none"))
    {}

    void write()
    {
        if (!m_effort && !m_budget)
            return;
        if (m_endpoint.quirks.contains(Quirk::ReasoningObject))
            writeObject();
        else if (m_endpoint.quirks.contains(Quirk::EnableThinking))
            writeEnable();
        else if (m_budget && !m_isOff && m_endpoint.quirks.contains(Quirk::ThinkingBudget))
            writeBudget();
        else if (m_effort && hasSwitch() && !isAlwaysOn())
            writeSwitch();
        else if (m_effort)
            m_json.member(u"reasoning_effort", *m_effort);
    }

private:
    void writeObject()
    {
        m_json.key(u"reasoning").beginObject();
        if (m_isOff)
            m_json.member(u"enabled", false);
        else if (m_budget)
            m_json.member(u"max_tokens", *m_budget);
        else
            m_json.member(u"effort", *m_effort);
        m_json.endObject();
        if (m_effort && m_budget)
            noteEffort(*m_effort, m_isOff ? QStringLiteral("none") : QString(), ledger_reason::budgetInstead);
    }

    void writeEnable()
    {
        m_json.member(u"enable_thinking", !m_isOff);
        if (m_budget && !m_isOff)
            m_json.member(u"thinking_budget", fittingBudget());
        if (m_effort && !m_isOff)
            noteEffort(*m_effort, QStringLiteral("on"), ledger_reason::switchOnly);
    }

    qint64 fittingBudget()
    {
        if (!m_endpoint.quirks.contains(Quirk::BudgetTo32768))
            return *m_budget;
        const qint64 sent = qBound(qint64(128), *m_budget, qint64(32768));
        if (sent != *m_budget)
            m_filter.note(QLatin1String("reasoning_budget"), QString::number(*m_budget), QString::number(sent),
                          ledger_reason::outsideRange);
        return sent;
    }

    void writeBudget()
    {
        m_json.key(u"thinking").beginObject().member(u"type", QStringLiteral("enabled"));
        m_json.member(u"budget_tokens", *m_budget).endObject();
        if (m_effort)
            noteEffort(*m_effort, {}, ledger_reason::budgetInstead);
    }

    bool hasSwitch() const
    {
        return m_endpoint.quirks.contains(Quirk::ThinkingSwitch) || m_endpoint.quirks.contains(Quirk::ReasoningEnabled)
            || m_endpoint.quirks.contains(Quirk::TemplateThinking);
    }

    /// A model whose efforts leave out "none" has nothing to switch.
    bool isAlwaysOn() const
    {
        const QStringList &efforts = m_endpoint.model.reasoningEfforts;
        return !efforts.isEmpty() && !efforts.contains(QLatin1String("none"));
    }

    void writeSwitch()
    {
        if (m_endpoint.quirks.contains(Quirk::ThinkingSwitch)) {
            const QString type = m_isOff ? QStringLiteral("disabled") : QStringLiteral("enabled");
            m_json.key(u"thinking").beginObject().member(u"type", type).endObject();
        } else if (m_endpoint.quirks.contains(Quirk::ReasoningEnabled)) {
            m_json.key(u"reasoning").beginObject().member(u"enabled", !m_isOff).endObject();
        } else {
            m_json.key(u"chat_template_kwargs").beginObject().member(u"enable_thinking", !m_isOff).endObject();
        }
        if (m_isOff)
            return;
        if (m_endpoint.model.reasoningEfforts.contains(*m_effort))
            m_json.member(u"reasoning_effort", *m_effort);
        else
            noteEffort(*m_effort, QStringLiteral("on"), ledger_reason::switchOnly);
    }

    void noteEffort(const QString &asked, const QString &sent, QLatin1String reason)
    {
        if (!m_isOff)
            m_filter.note(QLatin1String("reasoning_effort"), asked, sent, reason);
    }

    JsonWriter &m_json;
    SettingsFilter &m_filter;
    const Endpoint &m_endpoint;
    std::optional<QString> m_effort;
    std::optional<qint64> m_budget;
    bool m_isOff;
};

} // namespace

void writeReasoning(JsonWriter &json, SettingsFilter &filter, const Endpoint &endpoint)
{
    ReasoningWriter(json, filter, endpoint).write();
}

} // namespace triptych::openai_chat
