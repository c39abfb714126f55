package io.callstream.stack.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.callstream.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs. It refuses to run as root, for good reason. So for root there are two ways down, of which the
 * first that works is taken: a user namespace, in which this process's rights end, and which needs no other account and no
 * access of another account to the data folder; or, where a container forbids that, the account {@code postgres} or {@code
 * nobody}, to which the data is given.
 *
 * @param prefix what stands before a command to run it as this account
 * @param owner the account that must own the data
 */
record Account(List<String> prefix, String owner) {

    private static final int ROOT = 0;
    private static final String NAME_OF_ROOT = "root";

    /** By number, since its name is nobody or nogroup. */
    private static final String GROUP_OF_NOBODY = "65534";

    /** The account for this process. */
    static Account current() {
        UnixSystem process = new UnixSystem();
        if (process.getUid() != ROOT) {
            return new Account(List.of(), process.getUsername());
        }
        return waysDown()
                .filter(Account::works)
                .findFirst()
                .orElseThrow(
                        () -> new StackException("PostgreSQL does not run as root, and neither unshare, setpriv nor"
                                + " runuser works here (run as another user, or use a PostgreSQL of your own)"));
    }

    static Stream<Account> waysDown() {
        return Stream.of(
                userNamespace(),
                setpriv("postgres", "postgres"),
                runuser("postgres"),
                setpriv("nobody", GROUP_OF_NOBODY),
                runuser("nobody"));
    }

    static Account userNamespace() {
        return new Account(List.of("unshare", "--user", "--"), NAME_OF_ROOT);
    }

    static Account setpriv(String user, String group) {
        return new Account(List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--init-groups", "--"), user);
    }

    static Account runuser(String user) {
        return new Account(List.of("runuser", "-u", user, "--"), user);
    }

    /** Whether a command can be run this way. */
    boolean works() {
        try {
            return Command.run(command(List.of("true")), "").succeeded();
        } catch (StackException e) {
            // The program of this way is not installed.
            return false;
        }
    }

    List<String> command(List<String> plain) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(plain);
        return command;
    }

    /** Makes this account the owner of the data, if another is. Only root can have to. */
    void own(Path data) {
        try {
            if (!Files.getOwner(data).getName().equals(owner)) {
                FileTrees.give(data, owner);
            }
        } catch (IOException e) {
            throw new StackException(
                    "PostgreSQL data folder " + data + " cannot be given to the account " + owner + ": " + e, e);
        }
    }
}
