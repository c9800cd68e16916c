// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/ErrorText.h"

#include "core/chat/RetiredService.h"
#include "core/text/Sentences.h"

#include <QCoreApplication>
#include <algorithm>

namespace triptych {

namespace {

/// Gives the functions below the translation context that the tables use.
struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

constexpr qsizetype longestWords = 1000;
constexpr qint64 secondsInAMinute = 60;

QString shortened(const QString &words)
{
    const QString text = words.trimmed();
    return text.size() <= longestWords ? text : text.left(longestWords) + QChar(0x2026);
}

bool covers(const Sentence &sentence, QStringView cause)
{
    const QLatin1String pattern(sentence.cause);
    return pattern.endsWith(QLatin1Char('*')) ? cause.startsWith(pattern.chopped(1)) : cause == pattern;
}

/// The tables put the particular before the general, so the first that covers is the best.
const Sentence *sentenceIn(std::span<const Sentence> table, const QString &cause)
{
    const auto found
        = std::find_if(table.begin(), table.end(), [&](const Sentence &entry) { return covers(entry, cause); });
    return found == table.end() ? nullptr : &*found;
}

const Sentence &sentenceFor(const Error &error)
{
    // House first: "provider.unknown" is ours, every other "provider.*" came in a stream.
    if (const Sentence *sentence = sentenceIn(houseSentences(), error.cause))
        return *sentence;
    for (const auto table :
         {gatewaySentences(), idempotencySentences(), tokenSentences(), signInSentences(), streamSentences()})
        if (const Sentence *sentence = sentenceIn(table, error.cause))
            return *sentence;
    return kindSentence(error.kind);
}

QString seconds(std::chrono::milliseconds wait)
{
    const qint64 total = std::max<qint64>(1, (wait.count() + 999) / 1000);
    if (total < 2 * secondsInAMinute)
        return ErrorText::tr("%1\u00A0s", "seconds").arg(total);
    return ErrorText::tr("%1\u00A0min", "minutes").arg((total + secondsInAMinute - 1) / secondsInAMinute);
}

QString withStop(const QString &sentence)
{
    return ErrorText::tr("%1.", "a sentence and its full stop").replace(QStringLiteral("%1"), sentence);
}

/// Names the field, and where it is set.
QString adviceForField(const QString &field)
{
    const QString label = field == QLatin1String("organization") ? ErrorText::tr("Organization ID")
        : field == QLatin1String("project")                      ? ErrorText::tr("Project ID")
                                                                 : ErrorText::tr("Workspace ID");
    return ErrorText::tr("It is the %1 beside the key. Correct it, or empty it so that it is not sent.").arg(label);
}

QString adviceFor(const Error &error, const Sentence &sentence)
{
    if (error.hint == QLatin1String("allow_env"))
        return ErrorText::tr(
            "A variable of the environment holds one. It is sent to this address after you allow it once.");
    if (error.cause == QLatin1String("account_field") && !error.parameter.isEmpty())
        return adviceForField(error.parameter);
    if (error.hint == retiredHint)
        return ErrorText::tr("This service was retired: GitHub Models ended on 2026-07-30. Use another provider.");
    const QString advice = ErrorText::tr(sentence.advice);
    if (!error.retryAfter)
        return advice;
    const QString when = error.cause.startsWith(QLatin1String("breaker"))
        ? ErrorText::tr("A request is let through again in %1.")
        : error.cause == QLatin1String("vault.password") || error.cause == QLatin1String("idempotency.running")
        ? ErrorText::tr("The next try is possible in %1.")
        : ErrorText::tr("There is room again in %1.");
    return joinedSentences(when.arg(seconds(*error.retryAfter)), advice);
}

} // namespace

QString joinedSentences(const QString &first, const QString &second)
{
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    return ErrorText::tr("%1 %2", "two sentences; a language without blanks joins them without one").arg(first, second);
}

QString ErrorSentence::text() const
{
    return joinedSentences(what, advice);
}

ErrorSentence describe(const Error &error, const QString &providerLabel)
{
    const Sentence &sentence = sentenceFor(error);
    const QString label = providerLabel.isEmpty() ? ErrorText::tr("The provider") : providerLabel;
    const QString what = ErrorText::tr(sentence.what).replace(QStringLiteral("%1"), label);
    const QString whole = withStop(what);
    const QString advice = adviceFor(error, sentence);
    const QString words = shortened(error.message);
    if (words.isEmpty() || sentence.detail == Detail::Hidden)
        return {.what = whole, .advice = advice};
    if (sentence.detail == Detail::Words)
        return {.what = ErrorText::tr("“%1”", "what a provider said").arg(words),
                .advice = joinedSentences(whole, advice)};
    const QString named = ErrorText::tr("%1: %2", "what happened, and to which thing").arg(what, words);
    const bool hasStop = QStringLiteral(".!?\u2026\u201D\u3002\uFF01\uFF1F").contains(named.back());
    return {.what = hasStop ? named : withStop(named), .advice = advice};
}

QString noteText(const LaneNote &note)
{
    const QString &code = note.code;
    if (code == QLatin1String("utf8_repaired"))
        return ErrorText::tr("Bytes of the answer that are no text were replaced by \uFFFD in %n places.", nullptr,
                             note.count);
    if (code == QLatin1String("bad_json_skipped"))
        return ErrorText::tr("%n damaged parts of the answer were skipped.", nullptr, note.count);
    if (code == QLatin1String("schema_skipped"))
        return ErrorText::tr("%n parts of the answer had a shape that Triptych does not know; they were skipped.",
                             nullptr, note.count);
    if (code == QLatin1String("number_skipped"))
        return ErrorText::tr("%n numbers of the answer were too large to be any and were left out.", nullptr,
                             note.count);
    if (code == QLatin1String("dns_private"))
        return ErrorText::tr("The name of the server leads to a private address.");
    if (code == QLatin1String("unsaved"))
        return ErrorText::tr("This answer is not in the history yet.");
    return {};
}

QString ledgerReason(const LedgerEntry &entry)
{
    // The words of core/chat/LedgerReason.h; listed here so that translators find them.
    static constexpr const char *reasons[] = {
        QT_TRANSLATE_NOOP("ErrorText", "the model refuses this parameter"),
        QT_TRANSLATE_NOOP("ErrorText", "the protocol has no such parameter"),
        QT_TRANSLATE_NOOP("ErrorText", "above the model's limit"),
        QT_TRANSLATE_NOOP("ErrorText", "above what the provider takes"),
        QT_TRANSLATE_NOOP("ErrorText", "outside of what the provider takes"),
        QT_TRANSLATE_NOOP("ErrorText", "the provider takes only its default"),
        QT_TRANSLATE_NOOP("ErrorText", "the model does not reason"),
        QT_TRANSLATE_NOOP("ErrorText", "the model has no such effort; the nearest one is sent"),
        QT_TRANSLATE_NOOP("ErrorText", "the model cannot turn reasoning off"),
        QT_TRANSLATE_NOOP("ErrorText", "the protocol has no word for no reasoning"),
        QT_TRANSLATE_NOOP("ErrorText", "the provider only turns reasoning on or off"),
        QT_TRANSLATE_NOOP("ErrorText", "the reasoning budget is sent instead"),
        QT_TRANSLATE_NOOP("ErrorText", "a reasoning budget lies between 1024 and the maximum of tokens"),
        QT_TRANSLATE_NOOP("ErrorText", "not possible while the model reasons"),
        QT_TRANSLATE_NOOP("ErrorText", "the protocol demands a maximum"),
        QT_TRANSLATE_NOOP("ErrorText", "over this protocol the model takes tools only while it does not reason"),
        QT_TRANSLATE_NOOP("ErrorText", "the model cannot call tools"),
        QT_TRANSLATE_NOOP("ErrorText", "the model cannot see images"),
        QT_TRANSLATE_NOOP("ErrorText", "the model cannot read documents"),
        QT_TRANSLATE_NOOP("ErrorText", "the protocol does not take this kind of file"),
        QT_TRANSLATE_NOOP("ErrorText", "the model cannot keep to a schema"),
        QT_TRANSLATE_NOOP("ErrorText", "the provider promises JSON but no schema; the prompt says which"),
        QT_TRANSLATE_NOOP("ErrorText", "over this protocol no cache marks are sent"),
        QT_TRANSLATE_NOOP("ErrorText", "the provider takes four marks; the last four are sent"),
        QT_TRANSLATE_NOOP("ErrorText", "only another protocol knows this content"),
        QT_TRANSLATE_NOOP("ErrorText", "the protocol wants the user to speak first"),
        QT_TRANSLATE_NOOP("ErrorText", "the protocol demands the tools that earlier turns used"),
        QT_TRANSLATE_NOOP("ErrorText", "the arguments are no JSON object"),
    };
    const auto known = std::find_if(std::begin(reasons), std::end(reasons),
                                    [&](const char *reason) { return entry.reason == QLatin1String(reason); });
    return known == std::end(reasons) ? entry.reason : ErrorText::tr(*known);
}

QString fieldLabel(const ProviderField &field)
{
    static constexpr const char *labels[] = {
        QT_TRANSLATE_NOOP("ErrorText", "Organization ID"), QT_TRANSLATE_NOOP("ErrorText", "Project ID"),
        QT_TRANSLATE_NOOP("ErrorText", "Workspace ID"),    QT_TRANSLATE_NOOP("ErrorText", "Resource"),
        QT_TRANSLATE_NOOP("ErrorText", "Region"),          QT_TRANSLATE_NOOP("ErrorText", "Base URL"),
        QT_TRANSLATE_NOOP("ErrorText", "Domain"),          QT_TRANSLATE_NOOP("ErrorText", "Client ID"),
    };
    const auto known = std::find_if(std::begin(labels), std::end(labels),
                                    [&](const char *label) { return field.label == QLatin1String(label); });
    if (known != std::end(labels))
        return ErrorText::tr(*known);
    return field.label.isEmpty() ? field.id : field.label;
}

QString settingLabel(const QString &key)
{
    struct Label
    {
        const char *key;
        const char *label;
    };
    static constexpr Label labels[] = {
        {"max_tokens", QT_TRANSLATE_NOOP("ErrorText", "max tokens")},
        {"temperature", QT_TRANSLATE_NOOP("ErrorText", "temperature")},
        {"top_p", QT_TRANSLATE_NOOP("ErrorText", "top p")},
        {"top_k", QT_TRANSLATE_NOOP("ErrorText", "top k")},
        {"seed", QT_TRANSLATE_NOOP("ErrorText", "seed")},
        {"stop", QT_TRANSLATE_NOOP("ErrorText", "stop words")},
        {"reasoning_effort", QT_TRANSLATE_NOOP("ErrorText", "effort")},
        {"reasoning_budget", QT_TRANSLATE_NOOP("ErrorText", "reasoning budget")},
        {"tools", QT_TRANSLATE_NOOP("ErrorText", "tools")},
        {"tool_choice", QT_TRANSLATE_NOOP("ErrorText", "choice of tools")},
        {"parallel_tool_calls", QT_TRANSLATE_NOOP("ErrorText", "parallel calls")},
        {"response_schema", QT_TRANSLATE_NOOP("ErrorText", "schema")},
        {"image", QT_TRANSLATE_NOOP("ErrorText", "images")},
        {"document", QT_TRANSLATE_NOOP("ErrorText", "documents")},
        {"cache", QT_TRANSLATE_NOOP("ErrorText", "cache marks")},
    };
    const auto label = std::find_if(std::begin(labels), std::end(labels),
                                    [&](const Label &entry) { return key == QLatin1String(entry.key); });
    return label == std::end(labels) ? key : ErrorText::tr(label->label);
}

QString settingValue(const QString &key, const QString &value)
{
    struct Word
    {
        const char *text;
        const char *comment;
    };
    static constexpr Word efforts[] = {
        QT_TRANSLATE_NOOP3("ErrorText", "none", "effort"), QT_TRANSLATE_NOOP3("ErrorText", "minimal", "effort"),
        QT_TRANSLATE_NOOP3("ErrorText", "low", "effort"),  QT_TRANSLATE_NOOP3("ErrorText", "medium", "effort"),
        QT_TRANSLATE_NOOP3("ErrorText", "high", "effort"), QT_TRANSLATE_NOOP3("ErrorText", "xhigh", "effort"),
        QT_TRANSLATE_NOOP3("ErrorText", "max", "effort"),
    };
    const auto word = std::find_if(std::begin(efforts), std::end(efforts),
                                   [&](const Word &effort) { return value == QLatin1String(effort.text); });
    const bool isEffort = key == QLatin1String("reasoning_effort") && word != std::end(efforts);
    return isEffort ? ErrorText::tr(word->text, word->comment) : value;
}

} // namespace triptych
