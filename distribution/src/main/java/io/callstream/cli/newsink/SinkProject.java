package io.callstream.cli.newsink;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a new sink: sources, contract test, services file, README and POM. */
final class SinkProject {
    private static final String SERVICES = "src/main/resources/META-INF/services/io.callstream.sink.SinkFactory";

    private final String className;
    private final String folder;
    private final Flavour flavour;
    private final Map<String, String> words;
    private final Map<Path, String> files = new LinkedHashMap<>();

    /**
     * @param className what types begin with
     * @param folder of the sources, below their root
     */
    private SinkProject(String className, String folder, Flavour flavour, Map<String, String> words) {
        this.className = className;
        this.folder = folder;
        this.flavour = flavour;
        this.words = Map.copyOf(words);
    }

    private static SinkProject named(SinkName name, Flavour flavour, Map<String, String> words) {
        String folder = words.getOrDefault("package", "").replace('.', '/');
        return new SinkProject(name.className(), folder, flavour, words);
    }

    /**
     * A module of this repository.
     *
     * @param version the product's
     * @return each file's text by its place in the module
     */
    static Map<Path, String> module(SinkName name, Flavour flavour, String version) {
        Map<String, String> words = words(name, "io.callstream.sink." + name.packageName(), version);
        Map<String, String> all = new LinkedHashMap<>(words);
        all.put("dependencies", Template.fill("dependencies-" + flavour.word() + ".xml", words));
        SinkProject project = named(name, flavour, all);
        project.file("pom.xml", "pom.xml");
        project.common();
        return project.files;
    }

    /**
     * A project of its own, whose jar goes into the plugins folder.
     *
     * @param version of the product that is compiled against
     * @return each file's text by its place in the project
     */
    static Map<Path, String> plugin(SinkName name, Flavour flavour, String version) {
        Map<String, String> words =
                new LinkedHashMap<>(words(name, "com.example.callstream." + name.packageName(), version));
        words.put("group", "com.example");
        words.put("artifact", name.module());
        words.put("own-version", "1.0-SNAPSHOT");
        return apart(named(name, flavour, words));
    }

    /**
     * The same project with Maven's words for what differs, as an archetype has it.
     *
     * @param version of the product that is compiled against
     * @return each file's text by its place in the archetype's resources
     */
    static Map<Path, String> archetype(Flavour flavour, String version) {
        Map<String, String> words = Map.of(
                "name", "${name}",
                "Name", "${className}",
                "VARIABLE", "${variable}",
                "package", "${package}",
                "version", version,
                "group", "${groupId}",
                "artifact", "${artifactId}",
                "own-version", "${version}");
        return apart(new SinkProject("__className__", "", flavour, words));
    }

    private static Map<Path, String> apart(SinkProject project) {
        project.file("pom.xml", "plugin-pom.xml");
        project.common();
        return project.files;
    }

    private static Map<String, String> words(SinkName name, String packageName, String version) {
        return Map.of(
                "name", name.text(),
                "Name", name.className(),
                "VARIABLE", name.variable(),
                "package", packageName,
                "version", version);
    }

    private void common() {
        file("README.md", own("README", "md"));
        sources();
        tests();
    }

    private void sources() {
        file(SERVICES, "services");
        java("src/main/java", "package-info", "package-info.java");
        java("src/main/java", className + "SinkConfig", own("Config", "java"));
        java("src/main/java", className + "SinkFactory", own("Factory", "java"));
        java("src/main/java", className + "Sink", own("Sink", "java"));
    }

    private void tests() {
        file("src/test/resources/logback-test.xml", "logback-test.xml");
        java("src/test/java", "package-info", "package-info-test.java");
        java("src/test/java", className + "Harness", own("Harness", "java"));
        java("src/test/java", className + "SinkContractTest", "ContractTest.java");
        java("src/test/java", className + "SinkFactoryTest", own("FactoryTest", "java"));
    }

    private String own(String part, String suffix) {
        return part + "-" + flavour.word() + "." + suffix;
    }

    private void java(String root, String type, String template) {
        file(root + "/" + folder + "/" + type + ".java", template);
    }

    private void file(String path, String template) {
        files.put(Path.of(path), Template.fill(template, words));
    }
}
