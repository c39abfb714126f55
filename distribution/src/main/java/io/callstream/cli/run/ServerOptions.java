package io.callstream.cli.run;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that runs one server takes. */
public final class ServerOptions {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: 127.0.0.1, this machine only).")
    private String host = "127.0.0.1";

    @Mixin
    private ReadyFile readyFile = new ReadyFile();

    public String host() {
        return host;
    }

    ReadyFile readyFile() {
        return readyFile;
    }
}
