package io.callstream.cli.newsink;

import io.callstream.cli.problem.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A checkout of the product that gets a new module. */
final class Repository {
    private static final Pattern VERSION = Pattern.compile("<artifactId>callstream</artifactId>\\s*<version>([^<]+)<");

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** @throws UserError if the folder is no checkout */
    static Repository at(Path root) {
        for (Registration list : Registration.values()) {
            if (!Files.isRegularFile(root.resolve(list.path()))) {
                throw new UserError(root + " is no checkout of Callstream, because it has no " + list.path()
                        + " (name one with --repository)");
            }
        }
        return new Repository(root);
    }

    /**
     * Adds the module and names it wherever sinks are listed. Nothing is written unless all of it can be.
     *
     * @return the module's folder
     * @throws UserError if there is such a module, or a list it belongs in is not found
     */
    Path add(SinkName name, Flavour flavour) throws IOException {
        Path module = root.resolve("sink-connectors").resolve(name.module());
        if (Files.exists(module)) {
            throw new UserError(module + " is there already; choose another name, or remove it first");
        }
        Map<Path, String> texts = new LinkedHashMap<>();
        SinkProject.module(name, flavour, version()).forEach((path, text) -> texts.put(module.resolve(path), text));
        for (Registration list : Registration.values()) {
            if (list.concerns(flavour)) {
                Path file = root.resolve(list.path());
                String text = texts.containsKey(file) ? texts.get(file) : Files.readString(file);
                texts.put(file, list.add(text, name, flavour));
            }
        }
        Written.all(texts);
        return module;
    }

    /** The version of the product that is checked out. */
    String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(root.resolve("pom.xml")));
        if (!version.find()) {
            throw new UserError(root.resolve("pom.xml") + " has no version of Callstream");
        }
        return version.group(1);
    }
}
