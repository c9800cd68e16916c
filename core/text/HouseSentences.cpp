// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/Sentences.h"

#include <QCoreApplication>

namespace triptych {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("ErrorText", text)

const Sentence sentences[] = {
    // Keys and the vault
    {"no_key", Detail::Hidden, WORDS("%1 needs a key"), WORDS("It is stored encrypted in the vault and sent to this provider only.")},
    {"key.format", Detail::Thing, WORDS("The key cannot be sent as it is"), WORDS("Copy it again from the provider and replace it.")},
    {"key.insecure", Detail::Thing, WORDS("The address is not encrypted, so no key is sent there"),
     WORDS("Use an https address; plain http is for this machine only.")},
    {"key_origin", Detail::Thing, WORDS("The key was stored for another address"),
     WORDS("Add the key again for the new address, or restore the old one.")},
    {"key_size", Detail::Hidden, WORDS("The key is empty or far too long to be one"), WORDS("Copy it again from the provider.")},
    {"key_count", Detail::Hidden, WORDS("The vault holds as many keys as it can"), WORDS("Remove keys that are not used any more.")},
    {"key_unknown", Detail::Thing, WORDS("The vault has no such key"), WORDS("List the keys again; it may have been removed.")},
    {"key.*", Detail::Thing, WORDS("The key cannot be used"), WORDS("Replace it, or use another one.")},
    {"vault_locked", Detail::Hidden, WORDS("The vault is locked"), WORDS("Unlock it; the lane then goes on by itself.")},
    {"vault.password", Detail::Hidden, WORDS("The password does not open this vault"), WORDS("Check the keyboard layout and Caps Lock.")},
    {"vault.damaged", Detail::Thing, WORDS("The vault file is damaged"),
     WORDS("It stays as it is. The newest good backup can be opened instead.")},
    {"vault.newer", Detail::Thing, WORDS("A newer Triptych wrote this vault"), WORDS("Update Triptych, or use a backup from before.")},
    {"vault.expensive", Detail::Hidden, WORDS("Opening this vault would take more memory or time than is allowed"),
     WORDS("The file may have been tampered with. Use a backup.")},
    {"vault.memory", Detail::Hidden, WORDS("There is not enough free memory to open the vault"), WORDS("Close other programs, then try again.")},
    {"vault.busy", Detail::Hidden, WORDS("Another program is using the vault"), WORDS("Try again when it is done.")},
    {"vault.changed", Detail::Hidden, WORDS("Another program has changed the vault meanwhile"),
     WORDS("Nothing was overwritten. Unlock it again, then repeat the change.")},
    {"vault.write", Detail::Thing, WORDS("The vault could not be saved"), WORDS("The old file is whole. Check the disk and the rights of the folder.")},
    {"vault.absent", Detail::Hidden, WORDS("There is no vault yet"), WORDS("Create one; it takes a password.")},
    {"vault.exists", Detail::Hidden, WORDS("There is a vault already"), WORDS("Unlock it, or change its password.")},
    {"vault.password_length", Detail::Hidden, WORDS("The password is too short or too long"), WORDS("Choose another one.")},
    {"vault.read", Detail::Thing, WORDS("The vault file cannot be read"), WORDS("Check its rights and the disk.")},
    {"vault.*", Detail::Thing, WORDS("The vault cannot be used"), WORDS("It stays as it is. A backup can be opened instead.")},
    {"crypto.memory", Detail::Hidden, WORDS("There is not enough free memory to derive the key"), WORDS("Close other programs, then try again.")},
    {"crypto.forged", Detail::Hidden, WORDS("Sealed data was changed"), WORDS("Use a backup.")},
    {"crypto.*", Detail::Hidden, WORDS("The encryption library refused its work"), WORDS("Check how libsodium is installed.")},

    // Files
    {"disk_full", Detail::Thing, WORDS("The disk is full"), WORDS("Make room. What is on the screen is kept and saved then.")},
    {"storage", Detail::Thing, WORDS("A file cannot be read or written"), WORDS("Check that it exists, its rights and the disk.")},
    {"unsaved", Detail::Thing, WORDS("This could not be saved yet"), WORDS("It is saved as soon as there is room.")},
    {"file.format", Detail::Thing, WORDS("A file of Triptych is faulty"), WORDS("Mend the line; until then the defaults hold, and the file is kept.")},
    {"file.absent", Detail::Thing, WORDS("There is no such file"), WORDS("Check its name and its folder.")},
    {"file.large", Detail::Thing, WORDS("A file is larger than it can be"), WORDS("Check that it is the right one.")},
    {"file.read", Detail::Thing, WORDS("A file could not be read"), WORDS("Check its rights and the disk.")},
    {"file.write", Detail::Thing, WORDS("A file could not be saved"), WORDS("The old one is whole. Check its rights and the disk.")},
    {"prices.format", Detail::Thing, WORDS("The price list is faulty"), WORDS("Costs are unknown until it is mended.")},
    {"preset*", Detail::Thing, WORDS("The description of a provider is faulty"), WORDS("It is skipped until the line is mended.")},
    {"record.json", Detail::Thing, WORDS("A stored answer cannot be read"), WORDS("It is left out; the others are not touched.")},
    {"spool.line", Detail::Thing, WORDS("A line of a spool file cannot be read"), WORDS("It is left out; the others are taken over.")},
    {"draft_id", Detail::Thing, WORDS("The name of a draft is not valid"), WORDS("Save the document under a name of its own.")},

    // History
    {"history.damaged", Detail::Thing, WORDS("The history file is damaged"),
     WORDS("It was set aside and a new one begun. Its readable part can be recovered.")},
    {"history.newer", Detail::Thing, WORDS("A newer Triptych wrote this history"),
     WORDS("It can be read, but new runs are not stored. Update Triptych to go on.")},
    {"history.read_only", Detail::Thing, WORDS("The history cannot be written"),
     WORDS("New runs are not stored. Check the rights of the file and its folder.")},
    {"history.disk_full", Detail::Thing, WORDS("The disk is full, so the history does not grow"),
     WORDS("Make room. Runs on the screen are kept and stored then.")},
    {"history.busy", Detail::Hidden, WORDS("Another program keeps the history busy"), WORDS("Nothing is lost; it is stored as soon as the file is free.")},
    {"history.unknown_run", Detail::Thing, WORDS("The history has no such run"), WORDS("It may have been deleted. List the history again.")},
    {"history.*", Detail::Thing, WORDS("The history could not do its work"), WORDS("Check the disk; runs on the screen are kept.")},

    // Prompts and words
    {"prompt_empty", Detail::Hidden, WORDS("The prompt is empty"), WORDS("Write something below a line that says user:")},
    {"prompt_invalid", Detail::Thing, WORDS("The prompt file cannot be read"), WORDS("Mend the place that is named.")},
    {"prompt_too_large", Detail::Thing, WORDS("The prompt file is too large"), WORDS("A prompt may have 16 MiB.")},
    {"variable_undefined", Detail::Thing, WORDS("A variable of the prompt has no value"), WORDS("Fill it in below the prompt.")},
    {"lane.address", Detail::Thing, WORDS("A lane is written as provider/model"), WORDS("An example is local/demo#temperature=0")},
    {"setting.unknown", Detail::Thing, WORDS("There is no such setting"), WORDS("Leave it out, or check how it is written.")},
    {"setting.value", Detail::Thing, WORDS("This value is out of range"), WORDS("Change it, or reset it so that it is not sent.")},
    {"provider.unknown", Detail::Thing, WORDS("There is no such provider"), WORDS("Add its address, or check how the id is written.")},

    // Models, their files and the local server
    {"local.exec", Detail::Thing, WORDS("llama-server cannot be started"),
     WORDS("Build it with packaging/run.sh, or name another one in the settings.")},
    {"local.crash_loop", Detail::Thing, WORDS("llama-server crashed twice within a minute and was stopped"),
     WORDS("Read its log, then use a smaller context or another model.")},
    {"local.crash*", Detail::Thing, WORDS("llama-server crashed"), WORDS("It is started again once. Read its log if it happens again.")},
    {"local.oom", Detail::Hidden, WORDS("The model does not fit into memory"), WORDS("Use a smaller model or a smaller context.")},
    {"local.load_timeout", Detail::Hidden, WORDS("The model did not finish loading in time"), WORDS("Read the log of llama-server, or use a smaller model.")},
    {"local.port", Detail::Hidden, WORDS("llama-server found no free port"), WORDS("Try again; another program may have taken it.")},
    {"local.stopped", Detail::Hidden, WORDS("llama-server was stopped"), WORDS("Run the lane again; it then starts anew.")},
    {"local.*", Detail::Thing, WORDS("The local server does not work"), WORDS("Read its log, or name another llama-server in the settings.")},
    {"model.storage", Detail::Thing, WORDS("The folder of models cannot be changed"), WORDS("Check its rights and the disk.")},
    {"model.taken", Detail::Thing, WORDS("A model of this name is there already"), WORDS("Rename the file, or remove the other one.")},
    {"model.unknown", Detail::Words, WORDS("%1 does not know this model"),
     WORDS("Fetch the list of models, or check how the id is written.")},
    {"model.name", Detail::Thing, WORDS("The name of the model cannot be used"), WORDS("Use small letters, digits, dots and hyphens.")},
    {"model.not_added", Detail::Thing, WORDS("This model was not added by a person, so it cannot be removed"), WORDS("It belongs to the program.")},
    {"model.*", Detail::Thing, WORDS("The model cannot be used"), WORDS("Check its name, or add the file again.")},
    {"gguf.magic", Detail::Thing, WORDS("This is no GGUF file"), WORDS("Choose a file that ends in .gguf and was fetched whole.")},
    {"gguf.version", Detail::Thing, WORDS("This version of GGUF is not read"), WORDS("Get the model in version 2 or 3.")},
    {"gguf.truncated", Detail::Thing, WORDS("The model file is cut off"), WORDS("Fetch it again.")},
    {"gguf.counts", Detail::Thing, WORDS("The header of the model file names impossible sizes"),
     WORDS("It was not opened any further. Fetch it again from a source that you trust.")},
    {"gguf.tensor", Detail::Thing, WORDS("The weights of the model file are laid out wrongly"),
     WORDS("It was not run. Fetch it again from a source that you trust.")},
    {"gguf.not_a_file", Detail::Thing, WORDS("This cannot be read as a file"), WORDS("Choose a regular file that you may read.")},
    {"gguf.empty", Detail::Thing, WORDS("The model file is empty"), WORDS("Fetch it once more.")},
    {"gguf.*", Detail::Thing, WORDS("The model file is not sound"), WORDS("It was not run. Fetch it again.")},
};

} // namespace

std::span<const Sentence> houseSentences()
{
    return sentences;
}

} // namespace triptych
