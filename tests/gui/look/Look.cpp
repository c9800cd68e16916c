// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/look/Look.h"

#include "tests/support/Shots.h"
#include "ui/shell/TriptychStyle.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace triptych {

namespace {

QString rowName()
{
    QFETCH_GLOBAL(QString, language);
    QFETCH_GLOBAL(QString, theme);
    return language.left(2) + QLatin1Char('-') + theme;
}

bool hasRoom(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->text().isEmpty())
            return true;
        return label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                 : label->width() >= label->sizeHint().width();
    }
    const auto *tool = qobject_cast<const QToolButton *>(&widget);
    if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
        return true;
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text().isEmpty() || button->width() >= button->sizeHint().width();
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget)) {
        const int room = line->width() - (line->hasFrame() ? 18 : 0);
        const QString shown = line->text().isEmpty() ? line->placeholderText() : line->text();
        return line->isReadOnly() || line->fontMetrics().horizontalAdvance(shown) <= room;
    }
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        return box->fontMetrics().horizontalAdvance(box->currentText()) <= box->width() - 28;
    return true;
}

} // namespace

QStringList cutTexts(const QWidget &surface)
{
    QStringList cut;
    for (const QWidget *widget : surface.findChildren<QWidget *>()) {
        const bool isLooked = widget->isVisible() && !widget->visibleRegion().isEmpty()
            && !widget->objectName().startsWith(QLatin1String("qt_scrollarea"));
        if (isLooked && !hasRoom(*widget))
            cut += QStringLiteral("%1 %2 (%3 wide)")
                       .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())
                       .arg(widget->width());
    }
    return cut;
}

void Look::addRows()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("theme");
    for (const char *language : {"en", "zh_CN"}) {
        for (const char *theme : {"light", "dark"})
            QTest::addRow("%s %s", language, theme)
                << QString(QLatin1String(language)) << QString(QLatin1String(theme));
    }
}

Look::Look()
{
    QFETCH_GLOBAL(QString, language);
    QFETCH_GLOBAL(QString, theme);
    QApplication::setStyle(new TriptychStyle(m_theme));
    m_language.use(language);
    m_theme.setFonts({.isChinese = m_language.isChinese()});
    m_theme.setKind(theme == QLatin1String("dark") ? Theme::Kind::Dark : Theme::Kind::Light);
}

void Look::writeSettings(const Paths &paths)
{
    QFETCH_GLOBAL(QString, language);
    QFETCH_GLOBAL(QString, theme);
    QFile file(paths.settingsFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QStringLiteral("{\"language\": \"%1\", \"theme\": \"%2\"}\n").arg(language, theme).toUtf8());
}

QSize Look::windowSize()
{
    const QStringList sides = qEnvironmentVariable("TRIPTYCH_SHOTS_SIZE").split(QLatin1Char('x'));
    return sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize(1280, 720);
}

void Look::keep(QWidget &surface, const QString &name, QWidget *over)
{
    for (int i = 0; i < 5; ++i) // one layout waits for the next
        QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const QString file = name + QLatin1Char('-') + rowName();
    if (over) {
        const QString folder = qEnvironmentVariable("TRIPTYCH_SHOTS");
        QPixmap picture = surface.grab();
        const QPixmap upper = over->grab();
        QPainter(&picture).drawPixmap(over->mapToGlobal(QPoint()) - surface.mapToGlobal(QPoint()), upper);
        if (!folder.isEmpty() && QDir().mkpath(folder))
            picture.save(QStringLiteral("%1/%2.png").arg(folder, file));
    } else {
        keepShot(surface, file);
    }
}

void Look::see(QWidget &surface, const QString &name, QWidget *over)
{
    keep(surface, name, over);
    QStringList cut = cutTexts(surface);
    if (over)
        cut += cutTexts(*over);
    QVERIFY2(cut.isEmpty(), qPrintable(name + QStringLiteral(": ") + cut.join(QStringLiteral(", "))));
}

} // namespace triptych
