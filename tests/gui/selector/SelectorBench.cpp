// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/selector/SelectorBench.h"

#include <QContextMenuEvent>
#include <QMenu>

namespace triptych {

namespace {

SelectorEntry entry(const char *id, std::optional<qint64> context = {}, std::optional<double> input = {},
                    std::optional<double> output = {})
{
    return {.info = {.id = QLatin1String(id), .contextTokens = context}, .inputPrice = input, .outputPrice = output};
}

} // namespace

void SelectorBench::open()
{
    m_theme = std::make_unique<Theme>();
    m_selector = std::make_unique<ModelSelector>(*m_theme);
    m_selector->setContent(content());
    m_selector->resize(280, 640);
    m_selector->show();
    QVERIFY(QTest::qWaitForWindowActive(m_selector.get()));
}

void SelectorBench::close()
{
    m_selector.reset();
    m_theme.reset();
}

SelectorContent SelectorBench::content()
{
    SelectorEntry demo = entry("demo", 512);
    demo.isFree = true;
    SelectorEntry opus = entry("claude-opus-5-5", 1'000'000, 4, 20);
    opus.info.images = true;
    opus.info.reasoning = true;
    SelectorEntry haiku = entry("claude-haiku-5-5", 1'000'000, 0.1, 0.5);
    haiku.info.tools = true;
    const auto provider = [](const char *id, const char *label, bool hasKey, std::vector<SelectorEntry> models) {
        return SelectorProvider {
            .id = QLatin1String(id), .label = QString::fromUtf8(label), .hasKey = hasKey, .models = std::move(models)};
    };
    SelectorContent all;
    all.providers.push_back({.id = QStringLiteral("local"),
                             .label = QStringLiteral("Local"),
                             .needsKey = false,
                             .isLocal = true,
                             .statusText = QStringLiteral("engine ready"),
                             .models = {demo}});
    all.providers.push_back(provider("anthropic", "Anthropic", true, {opus, haiku}));
    all.providers.push_back(
        provider("openai", "OpenAI", false, {entry("gpt-6.2-sol", 1'050'000, 2, 10), entry("gpt-6-luna")}));
    all.providers.push_back(
        provider("openrouter", "OpenRouter", false, {entry("anthropic/claude-opus-5-5"), entry("meta/llama-4")}));
    all.providers.push_back(provider("dashscope-cn", "阿里云百炼", false, {}));
    all.laneCounts.insert(QStringLiteral("local/demo"), 2);
    all.pricesDate = QDate(2026, 11, 22);
    return all;
}

QStringList SelectorBench::texts() const
{
    QStringList all;
    for (int row = 0; row < rows()->rowCount(); ++row)
        all.append(rows()->row(row).text);
    return all;
}

QAction *SelectorBench::menuAction(int row, const QString &text) const
{
    QContextMenuEvent wish(QContextMenuEvent::Mouse, centreOf(row), list()->viewport()->mapToGlobal(centreOf(row)));
    QCoreApplication::sendEvent(list()->viewport(), &wish);
    const auto *menu = part<QMenu>("modelMenu");
    if (!menu)
        return nullptr;
    for (QAction *action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

} // namespace triptych
