package io.callstream.console.web;

/**
 * What every page has.
 *
 * @param title its name, for the browser's tab
 * @param active which entry of the navigation it belongs to
 * @param viewer who looks
 * @param assets where styles and scripts are
 */
public record Page(String title, String active, Viewer viewer, Assets assets) {
    public String asset(String name) {
        return assets.address(name);
    }

    public boolean isActive(String entry) {
        return active.equals(entry);
    }
}
