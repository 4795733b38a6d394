package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Human;
import dev.rejoin.legacy.sample.Legacy.Member;
import dev.rejoin.legacy.sample.Legacy.Organization;
import dev.rejoin.legacy.sample.Legacy.Staff;
import dev.rejoin.legacy.sample.Legacy.Teacher;
import dev.rejoin.legacy.sample.Legacy.Topic;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes organizations and people: members, staff, teachers, users. */
final class Directory {
    private static final List<String> DOMAINS =
            List.of("exemple.fr", "courriel.example", "mail.example", "société.example");

    private final Cell cell;

    Directory(Cell cell) {
        this.cell = cell;
    }

    Human human() {
        var random = cell.random();
        int number = cell.next("human");
        var given = random.pick(cell.words().givenNames());
        var family = random.pick(cell.words().familyNames());
        return new Human(
                given,
                family,
                "%s.%s%d@%s".formatted(ascii(given), ascii(family), number, ascii(random.pick(DOMAINS))),
                "+336%08d".formatted(number % 100_000_000),
                random.chance(0.85) ? "fr" : "en",
                LocalDate.of(1950, 1, 1).plusDays(random.below(17_000)));
    }

    Organization organization() {
        var random = cell.random();
        var name = random.pick(cell.words().companies());
        var doc = cell.numbered("organizations", "org");
        int number = cell.next("siret");
        var joined = Legacy.TODAY.minusDays(random.between(1_300, 3_500));
        doc.set("nom", name)
                .set("raison_sociale", random.chance(0.6) ? name + " SAS" : null)
                .set("siret", "%014d".formatted(30_000_000_000_000L + number))
                .set("statut", "actif")
                .set("secteur", random.pick(cell.words().industries()))
                .set("site_web", "https://www.%s.example".formatted(ascii(name)))
                .set("email", random.chance(0.8) ? "contact@%s.example".formatted(ascii(name)) : "")
                .set("tel", frenchPhone(number))
                .set("adresse.rue", random.pick(cell.words().streets()))
                .set("adresse.code_postal", "%s%03d".formatted(cell.place().department(), random.below(90) * 10))
                .set("adresse.ville", cell.place().city())
                .set("adresse.region", cell.place().region())
                .set("adresse.pays", "FR")
                .set("date_adhesion", joined.toString())
                .set("date_cloture", null)
                .set("nb_membres", 0)
                .set("cree_le", joined + "T08:15:30.250Z")
                .set("modifie_le", Legacy.TODAY.minusDays(random.below(200)) + "T17:05:00Z")
                .set("_meta.dao", "3.2")
                .set("_meta.revision", random.below(40));
        doc.expectRows("organization", 1);
        return new Organization(doc, name);
    }

    /** A member from three years before the snapshot on. */
    Member member(Human human, Organization organization) {
        return member(human, organization, Legacy.TODAY.minusDays(cell.random().between(1_100, 1_280)));
    }

    Member member(Human human, Organization organization, LocalDate joined) {
        var random = cell.random();
        var doc = cell.numbered("members", "m");
        doc.set("prenom", human.given())
                .set("nom", human.family())
                .set("courriel", human.email())
                .set("telephone", human.phone())
                .set("langue", human.language())
                .set("date_naissance", random.chance(0.7) ? human.born().toString() : null)
                .set("organisation.id", organization.id())
                .set("organisation.nom", organization.name())
                .set("organisation.statut", organization.doc().text("statut"))
                .set("numero", "A-%06d".formatted(cell.next("member number")))
                .set("fonction", random.pick(cell.words().jobs()))
                .set("statut", "actif")
                .set("date_entree", joined.toString())
                .set("nb_evenements", 0)
                .set("cree_le", joined + "T09:00:00.000Z")
                .set("modifie_le", Legacy.TODAY.minusDays(random.below(300)) + "T10:20:30Z")
                .set("tags", random.chance(0.2) ? List.of("ambassadeur", "vip") : List.of());
        organization.doc().increment("nb_membres", 1);
        cell.expectPerson(doc, human.email());
        doc.expectRows("member", 1);
        return new Member(doc, human, organization, joined);
    }

    Staff staff(Human human) {
        var random = cell.random();
        var doc = cell.numbered("staff", "stf");
        doc.set("first_name", human.given())
                .set("last_name", human.family())
                .set("email", human.email())
                .set("phone", human.phone())
                .set("job_title", random.chance(0.5) ? "Chargée de réseau" : "Group coordinator")
                .set("region", cell.place().region())
                .set("active", true);
        cell.expectPerson(doc, human.email());
        doc.expectRows("staff", 1);
        return new Staff(doc, human);
    }

    Teacher teacher(Human human, List<Topic> themes) {
        var random = cell.random();
        var doc = cell.numbered("teachers", "int");
        doc.set("name", human.fullName())
                .set("email", human.email())
                .set("mobile", human.phone())
                .set("accroche", random.pick(cell.words().topics()).name())
                .set("bio", cell.words().prose(random, random.between(2, 6)))
                .set("tarif_jour", random.between(6, 24) * 100.0)
                .set("devise", "EUR")
                .set("statut", random.chance(0.9) ? "actif" : "retraite")
                .set("themes", themes.stream().map(Topic::id).toList());
        cell.expectPerson(doc, human.email());
        doc.expectRows("teacher", 1).expectRows("teacher_topic", themes.size());
        return new Teacher(doc, human);
    }

    Doc user(Human human, String role) {
        int number = cell.next("user number");
        var doc = cell.numbered("users", "u");
        doc.set("login", ascii(human.given()).charAt(0) + ascii(human.family()) + number)
                .set("mail", human.email())
                .set("nom_complet", human.fullName())
                .set("role", role)
                .set("is_active", cell.random().chance(0.9))
                .set("ldap_uid", 500_000 + number);
        cell.expectPerson(doc, human.email());
        return doc.expectRows("user_account", 1);
    }

    /** Marks a member as having left. */
    static void leave(Member member, LocalDate day) {
        member.doc().set("statut", "parti").set("date_sortie", day.toString());
    }

    static Map<String, String> named(String id, String name) {
        return Map.of("id", id, "nom", name);
    }

    static String ascii(String text) {
        var folded = Normalizer.normalize(text.replace("œ", "oe").replace("Œ", "Oe"), Normalizer.Form.NFD);
        return folded.replaceAll("[^A-Za-z0-9.]", "").toLowerCase(Locale.ROOT);
    }

    private static String frenchPhone(int number) {
        var digits = "%08d".formatted(number % 100_000_000);
        return "02 %s %s %s %s"
                .formatted(digits.substring(0, 2), digits.substring(2, 4), digits.substring(4, 6), digits.substring(6));
    }
}
