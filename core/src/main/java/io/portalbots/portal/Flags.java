package io.portalbots.portal;

/** How portals write yes and no. */
final class Flags {

    private Flags() {}

    static String of(boolean yes) {
        return yes ? "Y" : "N";
    }
}
