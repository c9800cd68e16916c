// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/RefusedParameter.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace triptych {

namespace {

constexpr QLatin1String schemaPart("response_schema");
constexpr QLatin1String toolsPart("tools");
constexpr QLatin1String imagePart("image");
constexpr QLatin1String cachePart("cache");

struct Field
{
    QLatin1String name;
    QLatin1String setting; ///< Or a part of the request; empty: neither.
    bool isPlainWord; ///< Also a word of ordinary sentences, so it counts only where it is marked as a name.
};

constexpr std::array fields {
    Field {QLatin1String("max_completion_tokens"), QLatin1String("max_tokens"), false},
    Field {QLatin1String("max_output_tokens"), QLatin1String("max_tokens"), false},
    Field {QLatin1String("max_tokens"), QLatin1String("max_tokens"), false},
    Field {QLatin1String("maxTokens"), QLatin1String("max_tokens"), false},
    Field {QLatin1String("temperature"), QLatin1String("temperature"), false},
    Field {QLatin1String("top_p"), QLatin1String("top_p"), false},
    Field {QLatin1String("topP"), QLatin1String("top_p"), false},
    Field {QLatin1String("top_k"), QLatin1String("top_k"), false},
    Field {QLatin1String("random_seed"), QLatin1String("seed"), false},
    Field {QLatin1String("seed"), QLatin1String("seed"), true},
    Field {QLatin1String("stop_sequences"), QLatin1String("stop"), false},
    Field {QLatin1String("stopSequences"), QLatin1String("stop"), false},
    Field {QLatin1String("stop"), QLatin1String("stop"), true},
    Field {QLatin1String("reasoning_effort"), QLatin1String("reasoning_effort"), false},
    Field {QLatin1String("reasoning.effort"), QLatin1String("reasoning_effort"), false},
    Field {QLatin1String("output_config.effort"), QLatin1String("reasoning_effort"), false},
    Field {QLatin1String("outputConfig.effort"), QLatin1String("reasoning_effort"), false},
    Field {QLatin1String("thinking.budget_tokens"), QLatin1String("reasoning_budget"), false},
    Field {QLatin1String("thinking_budget"), QLatin1String("reasoning_budget"), false},
    Field {QLatin1String("enable_thinking"), QLatin1String("reasoning_effort"), false},
    Field {QLatin1String("thinking"), QLatin1String("reasoning_effort"), true},
    Field {QLatin1String("reasoning"), QLatin1String("reasoning_effort"), true},
    Field {QLatin1String("maxOutputTokens"), QLatin1String("max_tokens"), false},
    Field {QLatin1String("topP"), QLatin1String("top_p"), false},
    Field {QLatin1String("topK"), QLatin1String("top_k"), false},
    Field {QLatin1String("stopSequences"), QLatin1String("stop"), false},
    Field {QLatin1String("thinkingBudget"), QLatin1String("reasoning_budget"), false},
    Field {QLatin1String("thinkingLevel"), QLatin1String("reasoning_effort"), false},
    Field {QLatin1String("thinking_level"), QLatin1String("reasoning_effort"), false},
    Field {QLatin1String("think"), QLatin1String("reasoning_effort"), true},
    Field {QLatin1String("response_format"), schemaPart, false},
    Field {QLatin1String("text.format"), schemaPart, false},
    Field {QLatin1String("output_config.format"), schemaPart, false},
    Field {QLatin1String("outputConfig.textFormat"), schemaPart, false},
    Field {QLatin1String("responseJsonSchema"), schemaPart, false},
    Field {QLatin1String("responseMimeType"), schemaPart, false},
    Field {QLatin1String("json_schema"), schemaPart, false},
    Field {QLatin1String("tools"), toolsPart, true},
    Field {QLatin1String("toolConfig"), toolsPart, false},
    Field {QLatin1String("image_url"), imagePart, false},
    Field {QLatin1String("input_image"), imagePart, false},
    Field {QLatin1String("cache_control"), cachePart, false},
    Field {QLatin1String("cachePoint"), cachePart, false},
    Field {QLatin1String("stream_options"), QLatin1String(""), false},
    Field {QLatin1String("reasoning.summary"), QLatin1String(""), false},
    Field {QLatin1String("include"), QLatin1String(""), true},
    Field {QLatin1String("store"), QLatin1String(""), true},
};

/// Sentences about a field that they do not mark as a name, or do not name at all.
constexpr std::array sentences {
    std::pair(QLatin1String("does not support thinking"), QLatin1String("think")),
    std::pair(QLatin1String("think value"), QLatin1String("think")),
    std::pair(QLatin1String("does not support tools"), QLatin1String("tools")),
    std::pair(QLatin1String("does not support image"), QLatin1String("image_url")),
    std::pair(QLatin1String("image input is not supported"), QLatin1String("image_url")),
};

const Field *fieldNamed(const QString &name)
{
    const auto found
        = std::find_if(fields.begin(), fields.end(), [&](const Field &field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

/// Where a name stands in a sentence: in quotes of any kind, or before or after a colon; -1 for nowhere.
qsizetype placeOf(const Field &field, const QString &message)
{
    const QString name = QRegularExpression::escape(QString(field.name));
    const QString edge = QStringLiteral("(?<![\\w-])%1(?![\\w-]|\\.\\w)");
    const QString marked = QStringLiteral("(?:['\"`‘“]|(?:^|\\.|: ?))%1(?:['\"`’”]|:|$)");
    const QRegularExpression pattern((field.isPlainWord ? marked : edge).arg(name),
                                     QRegularExpression::MultilineOption);
    const auto found = pattern.match(message);
    return found.hasMatch() ? found.capturedStart() : -1;
}

QString fieldMeantBy(const QString &message)
{
    for (const auto &[sentence, field] : sentences)
        if (message.contains(sentence))
            return field;
    return {};
}

/// "body.max_tokens", "messages[0].x" and "include[0]" are paths; the last step names the field, or the last two do.
QString lastSteps(QString path)
{
    if (path.endsWith(QLatin1Char(']')))
        path.truncate(path.lastIndexOf(QLatin1Char('[')));
    for (const Field &field : fields)
        if (path == field.name || path.endsWith(QLatin1Char('.') + field.name))
            return field.name;
    return {};
}

void refuse(ModelInfo &model, const QString &setting)
{
    if (setting == toolsPart)
        model.tools = false;
    else if (setting == schemaPart)
        model.schemas = false;
    else if (setting == imagePart)
        model.images = false;
    else if (!setting.isEmpty() && !model.refusedParameters.contains(setting))
        model.refusedParameters << setting;
}

} // namespace

QString refusedParameterIn(const QString &named, const QString &message)
{
    if (const QString field = lastSteps(named); !field.isEmpty())
        return field;
    QString first;
    qsizetype place = -1;
    const QString beginning = message.left(2000);
    for (const Field &field : fields) {
        const qsizetype at = placeOf(field, beginning);
        if (at >= 0 && (place < 0 || at < place)) {
            first = field.name;
            place = at;
        }
    }
    return first.isEmpty() ? fieldMeantBy(beginning) : first;
}

bool saysFieldIsUnknown(const QString &message)
{
    static const QRegularExpression words(
        QStringLiteral(
            "unsupported parameter|not supported with this model|unrecognized|unknown (?:field|parameter|argument|name)"
            "|extra inputs are not permitted|extra_forbidden|extra fields not permitted|unexpected (?:keyword|field|argument|parameter)"
            "|does not support|is not supported|not allowed|use '?max_(?:completion_)?tokens|property .* is unsupported"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(message.left(2000)).hasMatch();
}

bool canBeRewritten(const QString &parameter, const QString &message)
{
    if (parameter == QLatin1String("reasoning.summary") || parameter == QLatin1String("include"))
        return true;
    const bool hasOtherWay = parameter == QLatin1String("max_tokens")
        || parameter == QLatin1String("max_completion_tokens") || parameter == QLatin1String("stream_options")
        || parameter == QLatin1String("store");
    return hasOtherWay && saysFieldIsUnknown(message);
}

bool isPartOfRequest(const QString &setting)
{
    return setting == schemaPart || setting == toolsPart || setting == imagePart || setting == cachePart;
}

void writeWithout(Endpoint &endpoint, const QString &parameter)
{
    if (parameter == QLatin1String("max_tokens"))
        endpoint.quirks.remove(Quirk::MaxTokensField);
    else if (parameter == QLatin1String("max_completion_tokens"))
        endpoint.quirks.insert(Quirk::MaxTokensField);
    else if (parameter == QLatin1String("stream_options"))
        endpoint.quirks.insert(Quirk::NoStreamOptions);
    else if (parameter == QLatin1String("reasoning.summary"))
        endpoint.quirks.insert(Quirk::NoReasoningSummary);
    else if (parameter == QLatin1String("include"))
        endpoint.quirks.insert(Quirk::NoInclude);
    else if (parameter == QLatin1String("store"))
        endpoint.quirks.insert(Quirk::NoStore);
    else
        refuse(endpoint.model, settingOf(parameter));
}

void writeWithout(Endpoint &endpoint, const QStringList &parameters)
{
    for (const QString &parameter : parameters)
        writeWithout(endpoint, parameter);
}

QString settingOf(const QString &parameter)
{
    const Field *field = fieldNamed(parameter);
    return field ? QString(field->setting) : QString();
}

} // namespace triptych
