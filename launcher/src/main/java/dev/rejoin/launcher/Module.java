package dev.rejoin.launcher;

import java.util.List;
import java.util.stream.Stream;

/** The folders that are built. Some may have been deleted. */
enum Module {
    DB("db"),
    LAUNCHER("launcher", DB),
    SERVICE("src", DB),
    LEGACY("legacy"),
    IMPORT("import", DB),
    DEMO("demo", IMPORT, LEGACY);

    private final String folder;
    private final List<Module> rests;

    Module(String folder, Module... rests) {
        this.folder = folder;
        this.rests = List.of(rests);
    }

    String folder() {
        return folder;
    }

    /** Itself, and all that it rests on. */
    Stream<Module> needs() {
        return Stream.concat(Stream.of(this), rests.stream().flatMap(Module::needs))
                .distinct();
    }
}
