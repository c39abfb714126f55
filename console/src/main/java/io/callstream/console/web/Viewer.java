package io.callstream.console.web;

/**
 * Somebody who looks.
 *
 * @param role what they may do
 * @param token what a page of theirs sends along when it changes something, so that no other page can; empty where no cookie says who they are
 */
public record Viewer(Role role, String token) {
    public boolean admin() {
        return role.admin();
    }
}
