// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/Endpoint.h"

#include <vector>

namespace triptych {

enum class AuthKind : quint8 {
    None,
    Bearer,
    Header,
    SigV4, ///< Each request is signed with "ACCESS_KEY_ID:SECRET[:SESSION_TOKEN]"; any other key goes as with Bearer.
    Copilot, ///< The key is exchanged for a token that lasts for minutes; see core/signin/CopilotTokens.
};

/// How a key meets a request.
struct AuthRule
{
    AuthKind kind = AuthKind::Bearer;
    QString header = {}; ///< For Header, such as "x-api-key".
    bool isOptional = false; ///< Works without a key too (a server of one's own).
    QString service = {}; ///< For SigV4, such as "bedrock".
    QString region = {}; ///< For SigV4; in a preset it may hold {id} of a field.

    bool operator==(const AuthRule &) const = default;
};

/// A value that a provider wants beside the key, such as an organisation id.
struct ProviderField
{
    QString id = {};
    QString label = {};
    QString fallback = {};

    bool operator==(const ProviderField &) const = default;
};

/// Whether an address is made with the field, so that it cannot be empty.
bool isInAddress(const ProviderField &field, const QString &baseUrl);
/// Whether a header can carry the text: printable ASCII, so that no line ends in it.
bool isHeaderText(QStringView text);

/// A header whose value lies in the vault, under a name of its own.
struct SecretHeaderRef
{
    QByteArray name = {};
    QString secret = {};

    bool operator==(const SecretHeaderRef &) const = default;
};

/// What holds for all models whose id begins so, or has it anywhere; a later rule wins over an earlier one.
struct ModelRule
{
    QString text = {};
    bool isAnywhere = false;
    ModelInfo info = {};
    bool setsRefused = false; ///< Its list counts although it is empty.
    bool setsEfforts = false;

    bool covers(const QString &modelId) const { return isAnywhere ? modelId.contains(text) : modelId.startsWith(text); }
};

/// One provider as its JSON file describes it (design/cli.md has the format, resources/providers/schema.json checks
/// it).
struct ProviderPreset
{
    QString id = {};
    QString label = {};
    QString dialect = {};
    QString baseUrl = {}; ///< May hold {id} of a field.
    QString modelsBaseUrl = {}; ///< Where its list of models is instead; only a shipped entry may have one, because
                                ///< its keys are sealed for that origin too.
    AuthRule auth = {};
    QStringList keyEnv = {}; ///< The variables that may hold its key, the first that is set wins. Only entries that are
                             ///< shipped may use it unasked.
    QString keyUrl = {}; ///< Where a person gets a key.
    HttpHeaders headers = {};
    std::vector<SecretHeaderRef> secretHeaders = {};
    QString caFile = {}; ///< PEM file that is trusted beside the system's; empty: only the system's.
    QString proxy = {}; ///< "direct", "proxy", or empty for what holds for all.
    RawJson body = {};
    QMap<QString, QString> query = {};
    QMap<QString, QString> paths = {}; ///< chat, models, count.
    std::vector<ProviderField> fields = {};
    Quirks quirks = {};
    std::vector<ModelInfo> models = {};
    std::vector<ModelInfo> handModels = {}; ///< Of them, those that a person's own file names; no list takes them away.
    std::vector<ModelRule> modelRules = {}; ///< From model entries whose id ends in `*`.
    bool isBuiltIn = false;
    QString prices = {}; ///< Under which id the price list has its models; empty: its own.
    bool pricesHold = false; ///< It is the server that the price list means by this id.
    bool isTemplate = false; ///< No provider itself but the start of one that a person adds.
    QStringList sharedKeys = {}; ///< Shipped entries for the same server and the same key, by id: one key does for all.

    bool isLocalMachine() const; ///< Its base URL is on loopback.
    /// Whether its first word may take long: a model is loaded first, or it thinks.
    bool isSlowToStart(const ModelInfo &model) const { return isLocalMachine() || model.reasoning.value_or(false); }
    AuthRule authRule() const; ///< With the fields filled in.
    QString origin() const; ///< Where a lane is sent, fields at their defaults; empty while one is missing.
    QStringList keyOrigins() const; ///< All that a key which is added now is bound to: origin(), then that of the list.
    ProviderPreset atModels() const; ///< The same entry with the base URL that its list of models has.
    /// A field that the base URL needs and that has no value yet, or one that would lead to another host; null when
    /// there is none.
    const ProviderField *emptyField() const;
    QString missingField() const; ///< Its label; empty when there is none.
    Endpoint endpointFor(const ModelInfo &model) const;
    /// A copy whose fields have these values (by field id) instead of their defaults.
    ProviderPreset withFields(const QMap<QString, QString> &values) const;
    /// What the rules say of a model, and its id.
    ModelInfo ruledModel(const QString &modelId) const;
    bool hasModelList() const; ///< A file says with an empty path that there is none, or none of use.
    bool countsTokens() const; ///< A file names the path; no dialect has one of its own that all its services know.
    /// The URL of its model list, also where the base URL is that of the chat already.
    QUrl modelsUrl(const QString &dialectPath) const;
};

/// `base` with everything that `over` says.
ModelInfo overlaid(ModelInfo base, const ModelInfo &over);

/// The text with {id} of each field replaced by its default.
QString withFieldsFilled(QString text, const std::vector<ProviderField> &fields);

/// Who wrote a preset. What a person, or whoever handed it to them, wrote says nothing about where else a key may go.
enum class PresetSource : quint8 { Person, Shipped };

/// Reads one preset. An error names the file, the line where it can be known, and the key that is wrong.
Result<ProviderPreset> readPreset(QByteArrayView json, const QString &fileName,
                                  PresetSource source = PresetSource::Person);

} // namespace triptych
