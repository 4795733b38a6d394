package dev.rejoin.legacy.sample;

import java.util.function.Consumer;

/**
 * The kinds of fault the sample plants. Each is planted on documents of its own (drifted names and missing contacts
 * excepted, which touch no other fault), so that what an import finds follows from the planting alone.
 */
public enum FaultKind {
    DRIFTED_NAMES(1, CopyFaults::driftedNames),
    GROUP_WITHOUT_CONTACT(1, ConstraintFaults::groupWithoutContact),
    HELD_WITHOUT_TEACHER(1, ConstraintFaults::heldWithoutTeacher),

    NUMBER_AS_STRING(3, FormFaults::numberAsString),
    BOOLEAN_AS_STRING(4, FormFaults::booleanAsString),
    FRENCH_DATE(2, FormFaults::frenchDate),
    SLASHED_DATE(4, FormFaults::slashedDate),
    COMPACT_DATE(4, FormFaults::compactDate),
    EPOCH_DATE(4, FormFaults::epochDate),
    FRENCH_DATE_TIME(4, FormFaults::frenchDateTime),
    SCALAR_FOR_ARRAY(4, FormFaults::scalarForArray),
    ARRAY_FOR_SCALAR(5, FormFaults::arrayForScalar),
    SEVERAL_FOR_SCALAR(8, FormFaults::severalForScalar),
    DOTTED_KEY(5, FormFaults::dottedKey),
    PATH_CONFLICT(15, FormFaults::pathConflict),
    NUL_CHARACTER(6, FormFaults::nulCharacter),
    LONE_SURROGATE(10, FormFaults::loneSurrogate),
    INTEGER_BEYOND_DOUBLE(15, FormFaults::integerBeyondDouble),
    TOO_MANY_DECIMALS(15, FormFaults::tooManyDecimals),
    DUPLICATE_KEY(15, FormFaults::duplicateKey, Only.DUMP),
    OBJECT_FOR_SCALAR(15, FormFaults::objectForScalar, Only.DUMP),
    ENDLESS_NUMBER(15, FormFaults::endlessNumber, Only.DUMP),
    UNMAPPED_PATH(1, FormFaults::unmappedPath, Only.ALONE),
    NOTHING_IN_FOUR_FORMS(10, FormFaults::nothingInFourForms),
    BAD_DATE(6, FormFaults::badDate),
    BAD_BIRTHDAY(6, FormFaults::badBirthday),
    BAD_NUMBER(8, FormFaults::badNumber),
    BAD_BOOLEAN(12, FormFaults::badBoolean),
    BAD_EMAIL(10, FormFaults::badEmail),
    BAD_MEMBER_EMAIL(6, FormFaults::badMemberEmail),
    UNKNOWN_VALUE(8, FormFaults::unknownValue),
    UNKNOWN_STATUS(8, FormFaults::unknownStatus),
    OUT_OF_RANGE(15, FormFaults::outOfRange),
    TOO_LONG(15, FormFaults::tooLong),
    BAD_PRICE_IN_LINE(10, FormFaults::badPriceInLine),

    ORGANIZATION_WITHOUT_NAME(12, ConstraintFaults::organizationWithoutName),
    ORGANIZATION_WITH_BLANK_NAME(12, ConstraintFaults::organizationWithBlankName),
    MEMBER_WITHOUT_DATE(8, ConstraintFaults::memberWithoutDate),
    NOTE_WITHOUT_TEXT(8, ConstraintFaults::noteWithoutText),
    CLOSED_BEFORE_JOINED(12, ConstraintFaults::closedBeforeJoined),
    CLOSED_WITHOUT_DATE(6, ConstraintFaults::closedWithoutDate),
    COUNTRY_IN_WORDS(8, ConstraintFaults::countryInWords),
    LEFT_BEFORE_JOINED(8, ConstraintFaults::leftBeforeJoined),
    LEFT_WITHOUT_DATE(6, ConstraintFaults::leftWithoutDate),
    MEMBERSHIP_ENDS_BEFORE_IT_STARTS(8, ConstraintFaults::membershipEndsBeforeItStarts),
    NEGATIVE_GROUP_CAPACITY(15, ConstraintFaults::negativeGroupCapacity),
    MEETING_ENDS_BEFORE_IT_STARTS(6, ConstraintFaults::meetingEndsBeforeItStarts),
    MEETING_OUTSIDE_ITS_MONTH(6, ConstraintFaults::meetingOutsideItsMonth),
    HALF_A_COORDINATE(10, ConstraintFaults::halfACoordinate),
    LATITUDE_OUT_OF_RANGE(15, ConstraintFaults::latitudeOutOfRange),
    EMPTY_VENUE(12, ConstraintFaults::emptyVenue),
    EVENT_ENDS_BEFORE_IT_STARTS(12, ConstraintFaults::eventEndsBeforeItStarts),
    EVENT_WITHOUT_PLACES(12, ConstraintFaults::eventWithoutPlaces),
    MISSION_ENDS_BEFORE_IT_STARTS(8, ConstraintFaults::missionEndsBeforeItStarts),
    NEGATIVE_FEE(12, ConstraintFaults::negativeFee),
    NEGATIVE_RATE(12, ConstraintFaults::negativeRate),
    ISSUED_WITHOUT_DATE(8, ConstraintFaults::issuedWithoutDate),
    DUE_BEFORE_ISSUED(8, ConstraintFaults::dueBeforeIssued),
    LINE_WITHOUT_QUANTITY(8, ConstraintFaults::lineWithoutQuantity),
    TAX_IN_PERCENT(8, ConstraintFaults::taxInPercent),
    NEGATIVE_PAYMENT(8, ConstraintFaults::negativePayment),
    SUBSCRIPTION_ENDS_BEFORE_IT_STARTS(8, ConstraintFaults::subscriptionEndsBeforeItStarts),
    NOTE_ON_NOTHING(6, ConstraintFaults::noteOnNothing),
    NOTE_ON_TWO_THINGS(8, ConstraintFaults::noteOnTwoThings),
    SAME_REGISTRATION_NUMBER(8, ConstraintFaults::sameRegistrationNumber),
    SAME_MEMBER_NUMBER(8, ConstraintFaults::sameMemberNumber),
    SAME_GROUP_CODE(12, ConstraintFaults::sameGroupCode),
    SAME_TOPIC_CODE(12, ConstraintFaults::sameTopicCode),
    SAME_MISSION_REFERENCE(8, ConstraintFaults::sameMissionReference),
    SAME_INVOICE_NUMBER(8, ConstraintFaults::sameInvoiceNumber),
    SAME_LOGIN(10, ConstraintFaults::sameLogin),
    SAME_STAFF_TWICE(12, ConstraintFaults::sameStaffTwice),
    TWO_MEETINGS_IN_A_MONTH(5, ConstraintFaults::twoMeetingsInAMonth),
    TWICE_AT_AN_EVENT(5, ConstraintFaults::twiceAtAnEvent),
    TOPIC_TWICE(10, ConstraintFaults::topicTwice),
    MEMBERSHIPS_OF_A_PERSON_OVERLAP(6, ConstraintFaults::membershipsOfAPersonOverlap),
    MEMBERSHIPS_OF_A_GROUP_OVERLAP(8, ConstraintFaults::membershipsOfAGroupOverlap),
    TWO_LEADERS_AT_ONCE(8, ConstraintFaults::twoLeadersAtOnce),
    LEADER_IS_NO_MEMBER(8, ConstraintFaults::leaderIsNoMember),
    SUBSCRIPTIONS_OVERLAP(6, ConstraintFaults::subscriptionsOverlap),

    MEMBER_OF_NOTHING(3, ReferenceFaults::memberOfNothing),
    GROUP_LISTS_NOBODY(4, ReferenceFaults::groupListsNobody),
    ELECTION_OF_NOBODY(8, ReferenceFaults::electionOfNobody),
    ELECTION_IN_NO_GROUP(6, ReferenceFaults::electionInNoGroup),
    MEETING_OF_NO_GROUP(3, ReferenceFaults::meetingOfNoGroup),
    ATTENDANCE_OF_NOBODY(1, ReferenceFaults::attendanceOfNobody),
    ATTENDANCE_AT_NOTHING(1, ReferenceFaults::attendanceAtNothing),
    LIST_OF_PRESENT_HAS_NOBODY(3, ReferenceFaults::listOfPresentHasNobody),
    EVALUATION_OF_NOTHING(3, ReferenceFaults::evaluationOfNothing),
    PARTICIPATION_OF_NOBODY(3, ReferenceFaults::participationOfNobody),
    PARTICIPATION_IN_NOTHING(3, ReferenceFaults::participationInNothing),
    MISSION_FOR_NOBODY(4, ReferenceFaults::missionForNobody),
    INVOICE_TO_NOBODY(4, ReferenceFaults::invoiceToNobody),
    PAYMENT_OF_NOTHING(3, ReferenceFaults::paymentOfNothing),
    SUBSCRIPTION_OF_NOBODY(3, ReferenceFaults::subscriptionOfNobody),
    NOTES_ON_THE_DELETED(5, ReferenceFaults::notesOnTheDeleted),
    TEACHER_OF_NO_TOPIC(8, ReferenceFaults::teacherOfNoTopic),
    CONTACT_IS_GONE(6, ReferenceFaults::contactIsGone),
    PARENT_TOPIC_IS_GONE(10, ReferenceFaults::parentTopicIsGone),
    VENUE_IS_GONE(2, ReferenceFaults::venueIsGone),
    TOPIC_IS_GONE(3, ReferenceFaults::topicIsGone),
    EVENT_VENUE_IS_GONE(6, ReferenceFaults::eventVenueIsGone),
    MISSION_MEETING_IS_GONE(5, ReferenceFaults::missionMeetingIsGone),
    LINE_MISSION_IS_GONE(5, ReferenceFaults::lineMissionIsGone),
    SUBSCRIPTION_INVOICE_IS_GONE(4, ReferenceFaults::subscriptionInvoiceIsGone),
    AUTHOR_IS_GONE(3, ReferenceFaults::authorIsGone),
    TEACHER_IS_GONE(5, ReferenceFaults::teacherIsGone),
    TEACHER_IS_GONE_WITHOUT_TRACE(8, ReferenceFaults::teacherIsGoneWithoutTrace),

    ORGANIZATION_SET_ASIDE(10, ReferenceFaults::organizationSetAside),
    GROUP_SET_ASIDE(12, ReferenceFaults::groupSetAside),
    VENUE_SET_ASIDE(10, ReferenceFaults::venueSetAside),
    INVOICE_SET_ASIDE(10, ReferenceFaults::invoiceSetAside),

    RENAMED_ORGANIZATION(4, CopyFaults::renamedOrganization),
    OUTDATED_STATUS(3, CopyFaults::outdatedStatus),
    RENAMED_TEACHER(6, CopyFaults::renamedTeacher),
    ZERO_EVENTS_BUT_NINE(10, CopyFaults::zeroEventsButNine),
    WRONG_HEAD_COUNT(4, CopyFaults::wrongHeadCount),
    WRONG_INVOICE_TOTALS(4, CopyFaults::wrongInvoiceTotals),
    MEMBER_WHO_CAME_BACK(4, CopyFaults::memberWhoCameBack),
    USER_WITH_ANOTHER_NAME(6, CopyFaults::userWithAnotherName),
    SAME_ATTENDANCE_TWICE(4, CopyFaults::sameAttendanceTwice),
    ATTENDANCE_CONTRADICTS_THE_LIST(4, CopyFaults::attendanceContradictsTheList),
    EVALUATION_WITHOUT_ATTENDANCE(4, CopyFaults::evaluationWithoutAttendance),

    OVERFULL_EVENT(8, CopyFaults::overfullEvent),
    TOPICS_IN_A_CIRCLE(12, CopyFaults::topicsInACircle),
    HELD_IN_THE_FUTURE(8, CopyFaults::heldInTheFuture),
    ATTENDANCE_OF_A_STRANGER(3, CopyFaults::attendanceOfAStranger),
    PAID_BUT_NOT_QUITE(6, CopyFaults::paidButNotQuite),
    PAID_TWICE(8, CopyFaults::paidTwice),
    ANOTHER_LEADER_IN_THE_GROUP(6, CopyFaults::anotherLeaderInTheGroup),
    ACTIVE_MEMBER_OF_CLOSED_ORGANIZATION(8, CopyFaults::activeMemberOfClosedOrganization),
    MISSION_OF_ANOTHER_ORGANIZATION(8, CopyFaults::missionOfAnotherOrganization);

    /** Where a kind can be planted. */
    private enum Only {
        /** Wherever the sample goes. */
        ANYWHERE,
        /** Elasticsearch refuses such documents today; dumps of old servers hold them. */
        DUMP,
        /** The whole run is red with it, so the full sample goes without. */
        ALONE
    }

    private final int everyCells;
    private final Consumer<Cell> planter;
    private final Only only;

    FaultKind(int everyCells, Consumer<Cell> planter) {
        this(everyCells, planter, Only.ANYWHERE);
    }

    FaultKind(int everyCells, Consumer<Cell> planter, Only only) {
        this.everyCells = everyCells;
        this.planter = planter;
        this.only = only;
    }

    /** Whether the full sample contains it; one that does not can still be planted alone. */
    public boolean inFullSample() {
        return only != Only.ALONE;
    }

    /** Whether only dump files can hold it, since a server of today refuses the document. */
    public boolean needsDump() {
        return only == Only.DUMP;
    }

    /** Plants it in every n-th cell, yet at least once in a sample of so many cells. */
    void plant(Cell cell, int cells) {
        if ((cell.number() + ordinal()) % Math.min(everyCells, cells) == 0) {
            cell.begin(name());
            planter.accept(cell);
        }
    }
}
