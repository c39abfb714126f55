package io.callstream.cli.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the reference of the command line from what it is parsed by. */
final class CommandReference {
    private static final String HEAD = """
            # Commands

            Generated from what the command line is parsed by; a test keeps this page up to date. Every command takes
            `--help` and `--version`. Settings stand in the [configuration](config.md).

            ## Exit status

            | status | meaning |
            |---|---|
            """;

    private static final String ARGUMENTS = "\n| argument | default | what it does |\n|---|---|---|\n";

    private CommandReference() {}

    static String write(CommandLine root) {
        String statuses = root.getCommandSpec().usageMessage().exitCodeList().entrySet().stream()
                .map(each -> "| %s | %s |\n".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
        return HEAD
                + statuses
                + commands(root).values().stream()
                        .map(CommandReference::section)
                        .collect(Collectors.joining());
    }

    /** Commands and theirs, each by its first name. */
    private static Map<String, CommandSpec> commands(CommandLine parent) {
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        parent.getSubcommands().values().stream().distinct().forEach(child -> {
            CommandSpec spec = child.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                commands.put(spec.qualifiedName(), spec);
                commands.putAll(commands(child));
            }
        });
        return commands;
    }

    private static String section(CommandSpec command) {
        String arguments = command.args().stream()
                .filter(argument -> !argument.hidden() && !everywhere(argument))
                .map(CommandReference::row)
                .collect(Collectors.joining());
        return "\n## `%s`\n\n%s\n\n    %s\n%s"
                .formatted(
                        command.qualifiedName(),
                        sentences(List.of(command.usageMessage().description())),
                        synopsis(command),
                        arguments.isEmpty() ? "" : ARGUMENTS + arguments);
    }

    private static String synopsis(CommandSpec command) {
        Help help = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
        return help.synopsis(0).replaceAll("\\s*\\R\\s*", " ").strip();
    }

    private static boolean everywhere(ArgSpec argument) {
        return argument instanceof OptionSpec option && (option.usageHelp() || option.versionHelp());
    }

    private static String row(ArgSpec argument) {
        String text = sentences(List.of(argument.description()));
        return "| %s | %s | %s |\n".formatted(names(argument), byDefault(argument), text.replace("|", "\\|"));
    }

    private static String names(ArgSpec argument) {
        String value = argument.arity().max() == 0 ? "" : " " + argument.paramLabel();
        return argument instanceof OptionSpec option
                ? List.of(option.names()).stream()
                        .map(name -> "`" + name + value + "`")
                        .collect(Collectors.joining(", "))
                : "`" + argument.paramLabel() + "`" + (argument.required() ? "" : " (may be left out)");
    }

    private static String byDefault(ArgSpec argument) {
        if (argument.required()) {
            return argument instanceof OptionSpec ? "required" : "";
        }
        if (argument.arity().max() == 0) {
            return "";
        }
        String said = Objects.requireNonNullElse(argument.defaultValueString(), "");
        return said.isEmpty() || said.equals("null") || said.equals("[]") ? "" : "`" + said + "`";
    }

    private static String sentences(List<String> lines) {
        return String.join(" ", lines).replace("%n", " ").replace("%%", "%").strip();
    }
}
