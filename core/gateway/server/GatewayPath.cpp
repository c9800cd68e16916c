// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/server/GatewayPath.h"

#include "core/gateway/server/ClaudeProxyFront.h"

#include <algorithm>
#include <array>

namespace triptych {

namespace {

constexpr QLatin1String openAiChat("openai-chat");
constexpr QLatin1String openAiResponses("openai-responses");
constexpr QLatin1String anthropic("anthropic");
constexpr QLatin1String ollama("ollama");
constexpr QLatin1String anthropicCount("anthropic-count");
constexpr QLatin1String ollamaGenerate("ollama-generate");
constexpr QLatin1String claudeProxy("claude-proxy");

const std::array paths {
    GatewayPath {"/healthz", "GET", GatewayTask::Health, {}, openAiChat},
    GatewayPath {"/metrics", "GET", GatewayTask::Metrics, TokenScope::Metrics, openAiChat},
    GatewayPath {"/v1/models", "GET", GatewayTask::Models, TokenScope::Models, openAiChat},
    GatewayPath {"/v1/chat/completions", "POST", GatewayTask::Call, TokenScope::Chat, openAiChat},
    GatewayPath {"/v1/responses", "POST", GatewayTask::Call, TokenScope::Responses, openAiResponses},
    GatewayPath {"/v1/messages", "POST", GatewayTask::Call, TokenScope::Messages, anthropic},
    GatewayPath {"/v1/messages/count_tokens", "POST", GatewayTask::CountTokens, TokenScope::Messages, anthropicCount},
    GatewayPath {"/api/chat", "POST", GatewayTask::Call, TokenScope::Ollama, ollama},
    GatewayPath {"/api/generate", "POST", GatewayTask::Call, TokenScope::Ollama, ollamaGenerate},
    GatewayPath {"/api/tags", "GET", GatewayTask::OllamaTags, TokenScope::Ollama, ollama},
    GatewayPath {"/api/show", "POST", GatewayTask::OllamaShow, TokenScope::Ollama, ollama},
    GatewayPath {"/api/version", "GET", GatewayTask::OllamaVersion, TokenScope::Ollama, ollama},
    GatewayPath {"/proxy/claude", "POST", GatewayTask::Call, TokenScope::Claude, claudeProxy},
};

} // namespace

const Front &GatewayPath::front() const
{
    return dialect == claudeProxy ? claudeProxyFront() : *frontFor(QString(dialect));
}

const GatewayPath *gatewayPath(QByteArrayView path)
{
    const auto found
        = std::find_if(paths.begin(), paths.end(), [path](const GatewayPath &known) { return known.path == path; });
    return found == paths.end() ? nullptr : &*found;
}

GatewayTarget::GatewayTarget(QByteArrayView target)
{
    path = target.first(std::find(target.begin(), target.end(), '?') - target.begin());
    constexpr QByteArrayView prefix("/t/");
    if (!path.startsWith(prefix))
        return;
    const QByteArrayView rest = path.sliced(prefix.size());
    const auto slash = std::find(rest.begin(), rest.end(), '/');
    if (slash == rest.begin())
        return;
    token = rest.first(slash - rest.begin());
    path = rest.sliced(token.size());
}

} // namespace triptych
