// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/AboutDialog.h"

#include "ui/shell/Theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace triptych {

AboutDialog::AboutDialog(const Theme &theme, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(tr("About Triptych"));
    auto *title = new QLabel(QStringLiteral("Triptych " TRIPTYCH_VERSION), this);
    title->setObjectName(QStringLiteral("aboutTitle"));
    title->setFont(theme.largeFont());
    auto *text = new QLabel(
        tr("A workbench for prompting language models side by side. Free software under the GNU General Public License, version 3 or later."),
        this);
    text->setWordWrap(true);

    auto *list = new QTreeWidget(this);
    list->setObjectName(QStringLiteral("libraryList"));
    list->setAccessibleName(tr("Libraries and their licences"));
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Library"), tr("Licence"), tr("Home")});
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    const QList<Library> all = libraries();
    for (const Library &library : all)
        new QTreeWidgetItem(list, {library.name, library.licence, library.home});

    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("aboutClose"));
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(list, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    resize(680, 520);
}

QList<AboutDialog::Library> AboutDialog::libraries()
{
    const auto row = [](const char *name, const char *licence, const char *home) {
        return Library {QLatin1String(name), QLatin1String(licence), QLatin1String(home)};
    };
    return {
        {QStringLiteral("Qt ") + QLatin1String(qVersion()), QStringLiteral("LGPL-3.0"), QStringLiteral("qt.io")},
        row("QScintilla", "GPL-3.0", "riverbankcomputing.com/software/qscintilla"),
        row("libsodium", "ISC", "libsodium.org"),
        row("simdjson", "Apache-2.0", "simdjson.org"),
        row("Boost.Beast", "BSL-1.0", "boost.org"),
        row("yaml-cpp", "MIT", "github.com/jbeder/yaml-cpp"),
        row("MD4C", "MIT", "github.com/mity/md4c"),
        row("zlib", "Zlib", "zlib.net"),
        row("zxcvbn-c", "MIT", "github.com/tsyrogit/zxcvbn-c"),
        row("OpenSSL (through Qt)", "Apache-2.0", "openssl.org"),
        row("SQLite", "Public domain", "sqlite.org"),
        row("llama.cpp (a program of its own)", "MIT", "github.com/ggml-org/llama.cpp"),
    };
}

} // namespace triptych
