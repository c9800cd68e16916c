// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/GeneralPage.h"

#include "ui/shell/CalmWheel.h"
#include "ui/shell/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace triptych {

namespace {

void fillFonts(QComboBox &box, bool isFixed)
{
    box.addItem(QString(), QString());
    const QStringList families = QFontDatabase::families();
    for (const QString &family : families) {
        if (!QFontDatabase::isPrivateFamily(family) && (!isFixed || QFontDatabase::isFixedPitch(family)))
            box.addItem(family, family);
    }
}

void select(QComboBox &box, const QVariant &data)
{
    const int index = box.findData(data);
    if (index < 0) // a font that is gone stays the choice
        box.addItem(data.toString(), data);
    box.setCurrentIndex(index < 0 ? box.count() - 1 : index);
}

} // namespace

GeneralPage::GeneralPage(const Theme &theme, QWidget *parent)
    : SettingsPage(theme, parent),
      m_language(new QComboBox(this)),
      m_theme(new QComboBox(this)),
      m_interfaceFont(new QComboBox(this)),
      m_fixedFont(new QComboBox(this)),
      m_pixels(new QSpinBox(this)),
      m_motion(new QCheckBox(this))
{
    m_language->setObjectName(QStringLiteral("languageBox"));
    m_theme->setObjectName(QStringLiteral("themeBox"));
    m_interfaceFont->setObjectName(QStringLiteral("interfaceFontBox"));
    m_fixedFont->setObjectName(QStringLiteral("fixedFontBox"));
    m_pixels->setObjectName(QStringLiteral("fontPixelsBox"));
    m_motion->setObjectName(QStringLiteral("reduceMotionBox"));
    m_language->addItem(QString(), QString());
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("简体中文"), QStringLiteral("zh_CN"));
    for (const ThemeChoice choice :
         {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast})
        m_theme->addItem(QString(), int(choice));
    fillFonts(*m_interfaceFont, false);
    fillFonts(*m_fixedFont, true);
    m_pixels->setRange(Theme::leastPixels - 1, Theme::mostPixels); // the least value stands for the system's

    for (QWidget *control : {static_cast<QWidget *>(m_language), static_cast<QWidget *>(m_theme)})
        m_labels.push_back(addRow(control));
    addGap();
    for (QWidget *control : {static_cast<QWidget *>(m_interfaceFont), static_cast<QWidget *>(m_fixedFont),
                             static_cast<QWidget *>(m_pixels)})
        m_labels.push_back(addRow(control));
    addGap();
    m_labels.push_back(addRow(m_motion));

    for (QWidget *box : std::initializer_list<QWidget *> {m_language, m_theme, m_interfaceFont, m_fixedFont, m_pixels})
        CalmWheel::calm(*box);
    for (QComboBox *box : {m_language, m_theme, m_interfaceFont, m_fixedFont})
        connect(box, &QComboBox::activated, this, &SettingsPage::edited);
    connect(m_pixels, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    connect(m_motion, &QCheckBox::toggled, this, &SettingsPage::edited);
    GeneralPage::retranslate();
}

QString GeneralPage::title() const
{
    return tr("General");
}

void GeneralPage::present(const Settings &settings)
{
    const QSignalBlocker quiet(this);
    select(*m_language, settings.language);
    select(*m_theme, int(settings.theme));
    select(*m_interfaceFont, settings.interfaceFont);
    select(*m_fixedFont, settings.fixedFont);
    m_pixels->setValue(settings.fontPixels == 0 ? m_pixels->minimum() : settings.fontPixels);
    m_motion->setChecked(settings.reduceMotion);
}

void GeneralPage::write(Settings &settings)
{
    settings.language = m_language->currentData().toString();
    settings.theme = ThemeChoice(m_theme->currentData().toInt());
    settings.interfaceFont = m_interfaceFont->currentData().toString();
    settings.fixedFont = m_fixedFont->currentData().toString();
    settings.fontPixels = m_pixels->value() == m_pixels->minimum() ? 0 : m_pixels->value();
    settings.reduceMotion = m_motion->isChecked();
}

void GeneralPage::retranslate()
{
    const QStringList texts {tr("Language"),  tr("Theme"), tr("Interface font"), tr("Prompt and code font"),
                             tr("Text size"), tr("Motion")};
    const std::array<QWidget *, 6> controls {m_language, m_theme, m_interfaceFont, m_fixedFont, m_pixels, m_motion};
    for (std::size_t i = 0; i < controls.size(); ++i)
        setRowText(m_labels[i], texts[qsizetype(i)], controls[i]);
    for (QComboBox *box : {m_language, m_interfaceFont, m_fixedFont})
        box->setItemText(0, tr("As the desktop"));
    const QStringList themes {tr("As the desktop"), tr("Light"), tr("Dark"), tr("High contrast")};
    for (int i = 0; i < m_theme->count(); ++i)
        m_theme->setItemText(i, themes[i]);
    m_pixels->setSpecialValueText(tr("As the desktop"));
    m_pixels->setSuffix(tr(" px"));
    m_motion->setText(tr("Reduce motion"));
}

} // namespace triptych
