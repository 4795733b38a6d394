package dev.rejoin.launcher;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the build. */
final class Version implements IVersionProvider {
    static final String NUMBER = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("1.0.0-SNAPSHOT");

    @Override
    public String[] getVersion() {
        return new String[] {"Rejoin " + NUMBER.replace("-SNAPSHOT", "")};
    }
}
