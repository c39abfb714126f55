package io.callstream.cli.newsink;

import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream new-sink NAME}: a module that compiles and passes its contract test, to be made into a real sink. */
@Command(name = "new-sink", description = "Write the beginnings of a new sink.")
public final class NewSinkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "What the sink is called, such as my-store.")
    private String name = "";

    @Option(names = "--http", description = "For a destination that takes requests over HTTP, which is the default.")
    private boolean http;

    @Option(names = "--plain", description = "For a destination with a client or a protocol of its own.")
    private boolean plain;

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            description = "A checkout of Callstream (default: the one this command is run from).")
    private @Nullable Path repository;

    @Option(
            names = "--plugin",
            paramLabel = "DIR",
            description = "Write a project of its own to this folder, whose jar goes into plugins/.")
    private @Nullable Path plugin;

    @Override
    public Integer call() throws IOException {
        if (http && plain) {
            throw new UserError("--http and --plain exclude each other");
        }
        SinkName sink = new SinkName(name);
        Flavour flavour = plain ? Flavour.PLAIN : Flavour.HTTP;
        if (plugin == null) {
            addModule(sink, flavour);
        } else {
            writePlugin(sink, flavour, plugin.toAbsolutePath().normalize());
        }
        return ExitCode.OK;
    }

    private void addModule(SinkName sink, Flavour flavour) throws IOException {
        Path module = checkout().add(sink, flavour);
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + module + " and named it in the build, the distribution, compose and Prometheus");
        out.println("next: mvn -pl sink-connectors/" + sink.module() + " -am verify");
    }

    private void writePlugin(SinkName sink, Flavour flavour, Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new UserError(folder + " is there already; name a folder that is not");
        }
        Map<Path, String> texts = new LinkedHashMap<>();
        SinkProject.plugin(sink, flavour, productVersion())
                .forEach((path, text) -> texts.put(folder.resolve(path), text));
        Written.all(texts);
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + folder);
        out.println("next: mvn -f " + folder + " package, then copy target/" + sink.module() + ".jar into plugins/");
    }

    private String productVersion() throws IOException {
        String packaged = NewSinkCommand.class.getPackage().getImplementationVersion();
        return packaged == null ? checkout().version() : packaged;
    }

    private Repository checkout() {
        Path root =
                Optional.ofNullable(repository).orElseGet(() -> Path.of(System.getProperty("callstream.home", ".")));
        return Repository.at(root.toAbsolutePath().normalize());
    }
}
