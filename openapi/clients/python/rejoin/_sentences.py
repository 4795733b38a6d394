"""What users are told, by the code of a problem and the language.

Generated from src/main/resources/dev/rejoin/api/problem/sentences.csv: do not edit.
"""

SENTENCES: dict[str, dict[str, str]] = {
    "already_assigned": {
        "en": "This topic is already one of this teacher's.",
        "fr": "Ce thème est déjà attribué à cet intervenant.",
    },
    "already_elected": {
        "en": "This member is already the leader.",
        "fr": "Ce membre est déjà l'animateur du groupe.",
    },
    "already_expired": {
        "en": "This moment is past.",
        "fr": "Ce moment est passé.",
    },
    "already_left": {
        "en": "This member has already left.",
        "fr": "Ce membre est déjà parti.",
    },
    "already_recorded": {
        "en": "This member's attendance is already recorded.",
        "fr": "La présence de ce membre est déjà enregistrée.",
    },
    "already_registered": {
        "en": "This member is already registered.",
        "fr": "Ce membre est déjà inscrit.",
    },
    "already_staff": {
        "en": "This person is already on the staff.",
        "fr": "Cette personne fait déjà partie de l'équipe.",
    },
    "already_teacher": {
        "en": "This person is already a teacher.",
        "fr": "Cette personne est déjà intervenante.",
    },
    "belongs_elsewhere": {
        "en": "This item belongs elsewhere. Open it again from the list.",
        "fr": "Cet élément se trouve ailleurs. Rouvrez-le depuis la liste.",
    },
    "blank": {
        "en": "Please fill in this field.",
        "fr": "Veuillez remplir ce champ.",
    },
    "busy": {
        "en": "The service is busy. Please try again in a moment.",
        "fr": "Le service est très sollicité. Veuillez réessayer dans un instant.",
    },
    "code_taken": {
        "en": "This code is already in use.",
        "fr": "Ce code est déjà utilisé.",
    },
    "constraint_absent": {
        "en": "This rule cannot be made binding here.",
        "fr": "Cette règle ne peut pas être rendue obligatoire ici.",
    },
    "coordinates_incomplete": {
        "en": "Give both latitude and longitude, or neither.",
        "fr": "Indiquez la latitude et la longitude, ou ni l'une ni l'autre.",
    },
    "cursor_ahead": {
        "en": "This page does not exist any more. Please start again.",
        "fr": "Cette page n'existe plus. Veuillez recommencer.",
    },
    "database_away": {
        "en": "The service is not available at the moment. Please try again later.",
        "fr": "Le service est momentanément indisponible. Veuillez réessayer plus tard.",
    },
    "database_full": {
        "en": "The service cannot save anything at the moment. Please try again later.",
        "fr": "Le service ne peut rien enregistrer pour le moment. Veuillez réessayer plus tard.",
    },
    "due_before_issued": {
        "en": "The due date is before the date of issue.",
        "fr": "L'échéance est antérieure à la date d'émission.",
    },
    "email_taken": {
        "en": "This e-mail address is already in use.",
        "fr": "Cette adresse e-mail est déjà utilisée.",
    },
    "embeddings_unavailable": {
        "en": "Searching by meaning does not work at the moment. Please try again later.",
        "fr": "La recherche par le sens ne fonctionne pas pour le moment. Veuillez réessayer plus tard.",
    },
    "empty_period": {
        "en": "The end must be at least one day after the beginning.",
        "fr": "La fin doit suivre le début d'au moins un jour.",
    },
    "ends_before_start": {
        "en": "The end is before the beginning.",
        "fr": "La fin est antérieure au début.",
    },
    "event_closed": {
        "en": "Registration for this event is closed.",
        "fr": "Les inscriptions à cet événement sont closes.",
    },
    "event_full": {
        "en": "This event is full.",
        "fr": "Cet événement est complet.",
    },
    "external_subject_taken": {
        "en": "This sign-in already belongs to another account.",
        "fr": "Cet identifiant de connexion appartient déjà à un autre compte.",
    },
    "forbidden": {
        "en": "You are not allowed to do this.",
        "fr": "Vous n'avez pas le droit de faire cela.",
    },
    "has_payments": {
        "en": "Payments have been received for this invoice.",
        "fr": "Des paiements ont été reçus pour cette facture.",
    },
    "id_taken": {
        "en": "This item exists already.",
        "fr": "Cet élément existe déjà.",
    },
    "idempotency_key_reused": {
        "en": "This form was already sent with other values. Please open it again.",
        "fr": "Ce formulaire a déjà été envoyé avec d'autres valeurs. Veuillez le rouvrir.",
    },
    "identity_provider_away": {
        "en": "Signing in is not possible at the moment. Please try again later.",
        "fr": "La connexion est momentanément impossible. Veuillez réessayer plus tard.",
    },
    "in_use": {
        "en": "This is still used elsewhere and cannot be deleted.",
        "fr": "Cet élément est encore utilisé ailleurs et ne peut pas être supprimé.",
    },
    "incomplete_body": {
        "en": "Not everything arrived. Please send it again.",
        "fr": "Tout n'est pas arrivé. Veuillez renvoyer.",
    },
    "incomplete_export": {
        "en": "The download was cut short. Please try again.",
        "fr": "Le téléchargement a été interrompu. Veuillez réessayer.",
    },
    "internal_error": {
        "en": "Something went wrong on our side.",
        "fr": "Une erreur s'est produite de notre côté.",
    },
    "invalid": {
        "en": "Some entries need your attention.",
        "fr": "Certaines saisies sont à corriger.",
    },
    "invalid_cursor": {
        "en": "This page does not exist any more. Please start again.",
        "fr": "Cette page n'existe plus. Veuillez recommencer.",
    },
    "invalid_header": {
        "en": "This request could not be understood.",
        "fr": "Cette demande n'a pas pu être comprise.",
    },
    "invalid_value": {
        "en": "This value is not valid.",
        "fr": "Cette valeur n'est pas valable.",
    },
    "invoice_currency_frozen": {
        "en": "This invoice has been issued: its currency cannot be changed any more.",
        "fr": "Cette facture a été émise : sa devise ne peut plus être modifiée.",
    },
    "invoice_frozen": {
        "en": "This invoice has been issued: this cannot be changed any more.",
        "fr": "Cette facture a été émise : ceci ne peut plus être modifié.",
    },
    "invoice_left_draft": {
        "en": "This invoice has been issued and cannot become a draft again.",
        "fr": "Cette facture a été émise et ne peut pas redevenir un brouillon.",
    },
    "invoice_line_frozen": {
        "en": "This invoice has been issued: its lines cannot be changed any more.",
        "fr": "Cette facture a été émise : ses lignes ne peuvent plus être modifiées.",
    },
    "issue_date_required": {
        "en": "An issued invoice needs a date of issue.",
        "fr": "Une facture émise doit avoir une date d'émission.",
    },
    "leader_not_member": {
        "en": "The leader must be a member of the group throughout the term.",
        "fr": "L'animateur doit être membre du groupe pendant tout son mandat.",
    },
    "leadership_begins_later": {
        "en": "A leadership begins after that day.",
        "fr": "Un mandat d'animateur commence après ce jour.",
    },
    "legacy_id_taken": {
        "en": "This old identifier is already in use.",
        "fr": "Cet ancien identifiant est déjà utilisé.",
    },
    "malformed": {
        "en": "This is not written as it should be.",
        "fr": "Le format de cette saisie n'est pas correct.",
    },
    "malformed_body": {
        "en": "This request could not be understood.",
        "fr": "Cette demande n'a pas pu être comprise.",
    },
    "malformed_request": {
        "en": "This request could not be understood.",
        "fr": "Cette demande n'a pas pu être comprise.",
    },
    "malformed_url": {
        "en": "This address could not be understood.",
        "fr": "Cette adresse n'a pas pu être comprise.",
    },
    "meeting_in_future": {
        "en": "This meeting has not taken place yet.",
        "fr": "Cette réunion n'a pas encore eu lieu.",
    },
    "member_number_taken": {
        "en": "This member number is already in use.",
        "fr": "Ce numéro de membre est déjà utilisé.",
    },
    "membership_begins_later": {
        "en": "A membership begins after that day.",
        "fr": "Une adhésion commence après ce jour.",
    },
    "method_not_allowed": {
        "en": "This cannot be done here.",
        "fr": "Cette action n'est pas possible ici.",
    },
    "missing_parameter": {
        "en": "Something is missing in this request.",
        "fr": "Il manque une indication dans cette demande.",
    },
    "mixed_currencies": {
        "en": "Amounts in different currencies cannot be added up.",
        "fr": "Des montants en devises différentes ne peuvent pas être additionnés.",
    },
    "month_taken": {
        "en": "The group already has a meeting in this month.",
        "fr": "Le groupe a déjà une réunion ce mois-ci.",
    },
    "negative": {
        "en": "This must not be less than zero.",
        "fr": "Cette valeur ne doit pas être négative.",
    },
    "no_embeddings": {
        "en": "Searching by meaning is not set up here.",
        "fr": "La recherche par le sens n'est pas disponible ici.",
    },
    "no_imports": {
        "en": "There are no imports to show.",
        "fr": "Il n'y a aucune importation à afficher.",
    },
    "no_lines": {
        "en": "This invoice has no lines.",
        "fr": "Cette facture n'a aucune ligne.",
    },
    "no_vector": {
        "en": "This item has not been prepared for searching by meaning yet.",
        "fr": "Cet élément n'est pas encore préparé pour la recherche par le sens.",
    },
    "not_acceptable": {
        "en": "This format is not offered.",
        "fr": "Ce format n'est pas proposé.",
    },
    "not_allowed": {
        "en": "Please choose one of the values offered.",
        "fr": "Veuillez choisir l'une des valeurs proposées.",
    },
    "not_draft": {
        "en": "This invoice is no longer a draft.",
        "fr": "Cette facture n'est plus un brouillon.",
    },
    "not_first_of_month": {
        "en": "A month is given by its first day.",
        "fr": "Un mois est désigné par son premier jour.",
    },
    "not_found": {
        "en": "This does not exist, or not any more.",
        "fr": "Cet élément n'existe pas, ou n'existe plus.",
    },
    "not_issued": {
        "en": "This invoice has not been issued, or was voided.",
        "fr": "Cette facture n'a pas été émise, ou a été annulée.",
    },
    "not_open": {
        "en": "This invoice is not open.",
        "fr": "Cette facture n'est pas en attente de paiement.",
    },
    "not_planned": {
        "en": "This meeting was already held or cancelled.",
        "fr": "Cette réunion a déjà eu lieu ou a été annulée.",
    },
    "not_positive": {
        "en": "This must be more than zero.",
        "fr": "Cette valeur doit être supérieure à zéro.",
    },
    "not_with_stream": {
        "en": "This is not possible for a download.",
        "fr": "Cela n'est pas possible pour un téléchargement.",
    },
    "number_taken": {
        "en": "This number is already in use.",
        "fr": "Ce numéro est déjà utilisé.",
    },
    "one_subject": {
        "en": "A note is about exactly one thing.",
        "fr": "Une note porte sur un seul élément.",
    },
    "only_checked": {
        "en": "This rule cannot be made binding.",
        "fr": "Cette règle ne peut pas être rendue obligatoire.",
    },
    "other_length": {
        "en": "These numbers do not fit the others of their kind.",
        "fr": "Ces nombres ne correspondent pas aux autres du même genre.",
    },
    "out_of_range": {
        "en": "This value is too small or too large.",
        "fr": "Cette valeur est trop petite ou trop grande.",
    },
    "outcome_unknown": {
        "en": "It is not certain that your change was saved. Please look before you make it again.",
        "fr": "Il n'est pas certain que votre modification ait été enregistrée. Vérifiez avant de la refaire.",
    },
    "outside_month": {
        "en": "This must start within its month.",
        "fr": "Le début doit se situer dans le mois.",
    },
    "overlapping_leadership": {
        "en": "The group already has a leader in this period.",
        "fr": "Le groupe a déjà un animateur sur cette période.",
    },
    "overlapping_membership": {
        "en": "There is already a membership in this period.",
        "fr": "Il existe déjà une adhésion sur cette période.",
    },
    "overlapping_subscription": {
        "en": "The member already has a subscription in this period.",
        "fr": "Le membre a déjà une cotisation sur cette période.",
    },
    "overpaid": {
        "en": "This is more than is still due.",
        "fr": "Ce montant dépasse ce qui reste dû.",
    },
    "payment_of_issued_invoice": {
        "en": "This invoice has not been issued, or was voided.",
        "fr": "Cette facture n'a pas été émise, ou a été annulée.",
    },
    "plus_or_space": {
        "en": "This number is not valid.",
        "fr": "Ce nombre n'est pas valable.",
    },
    "position_taken": {
        "en": "This position is already taken.",
        "fr": "Cette position est déjà prise.",
    },
    "precondition_required": {
        "en": "Please open this again before you change it.",
        "fr": "Veuillez rouvrir cet élément avant de le modifier.",
    },
    "read_only_field": {
        "en": "This cannot be changed.",
        "fr": "Ce champ ne peut pas être modifié.",
    },
    "reference_taken": {
        "en": "This reference is already in use.",
        "fr": "Cette référence est déjà utilisée.",
    },
    "registration_number_taken": {
        "en": "This registration number is already in use.",
        "fr": "Ce numéro d'immatriculation est déjà utilisé.",
    },
    "repeated_legacy_id": {
        "en": "The same old identifier stands here twice.",
        "fr": "Le même ancien identifiant figure deux fois.",
    },
    "repeated_parameter": {
        "en": "A value was given more than once.",
        "fr": "Une valeur a été indiquée plusieurs fois.",
    },
    "request_in_progress": {
        "en": "This is still being worked on. Please wait a moment.",
        "fr": "Cette demande est en cours de traitement. Veuillez patienter.",
    },
    "required": {
        "en": "Please fill in this field.",
        "fr": "Veuillez remplir ce champ.",
    },
    "space_after_comma": {
        "en": "This list of values could not be understood.",
        "fr": "Cette liste de valeurs n'a pas pu être comprise.",
    },
    "stale": {
        "en": "Somebody else has changed this meanwhile. Please look at it again.",
        "fr": "Quelqu'un d'autre a modifié cet élément entre-temps. Veuillez le relire.",
    },
    "status_date_mismatch": {
        "en": "The status and this date do not go together.",
        "fr": "Le statut et cette date ne concordent pas.",
    },
    "teacher_required": {
        "en": "A meeting that was held needs a teacher.",
        "fr": "Une réunion tenue doit avoir un intervenant.",
    },
    "timeout": {
        "en": "This took too long. Please try again, or ask for less.",
        "fr": "Cette demande a pris trop de temps. Veuillez réessayer ou la restreindre.",
    },
    "too_deep": {
        "en": "This request asks for too much at once.",
        "fr": "Cette demande porte sur trop d'éléments à la fois.",
    },
    "too_few": {
        "en": "Please give more values.",
        "fr": "Veuillez indiquer davantage de valeurs.",
    },
    "too_large": {
        "en": "This is too large.",
        "fr": "Cet envoi est trop volumineux.",
    },
    "too_long": {
        "en": "This text is too long.",
        "fr": "Ce texte est trop long.",
    },
    "too_many": {
        "en": "These are more values than are allowed.",
        "fr": "Il y a plus de valeurs que ce qui est permis.",
    },
    "too_many_embedded": {
        "en": "This request asks for too much at once.",
        "fr": "Cette demande porte sur trop d'éléments à la fois.",
    },
    "too_many_requests": {
        "en": "Too many requests. Please wait a moment.",
        "fr": "Trop de demandes. Veuillez patienter un instant.",
    },
    "too_precise": {
        "en": "This value has too many decimals.",
        "fr": "Cette valeur a trop de décimales.",
    },
    "topic_cycle": {
        "en": "A topic cannot be its own parent, directly or through others.",
        "fr": "Un thème ne peut pas être son propre parent, directement ou non.",
    },
    "unauthenticated": {
        "en": "Please sign in.",
        "fr": "Veuillez vous connecter.",
    },
    "unknown": {
        "en": "Something went wrong.",
        "fr": "Une erreur s'est produite.",
    },
    "unknown_by": {
        "en": "Items cannot be compared in this way.",
        "fr": "Les éléments ne peuvent pas être comparés de cette façon.",
    },
    "unknown_count": {
        "en": "This way of counting does not exist.",
        "fr": "Cette façon de compter n'existe pas.",
    },
    "unknown_enforcement": {
        "en": "A rule is not enforced in this way.",
        "fr": "Une règle ne s'applique pas de cette façon.",
    },
    "unknown_expansion": {
        "en": "These related items do not exist.",
        "fr": "Ces éléments liés n'existent pas.",
    },
    "unknown_facets": {
        "en": "The results cannot be grouped in this way.",
        "fr": "Les résultats ne peuvent pas être regroupés ainsi.",
    },
    "unknown_field": {
        "en": "This field does not exist.",
        "fr": "Ce champ n'existe pas.",
    },
    "unknown_fuzzy": {
        "en": "This way of correcting typing errors does not exist.",
        "fr": "Cette façon de corriger les fautes de frappe n'existe pas.",
    },
    "unknown_group_key": {
        "en": "The list cannot be grouped in this way.",
        "fr": "La liste ne peut pas être regroupée ainsi.",
    },
    "unknown_kind": {
        "en": "This kind does not exist.",
        "fr": "Ce type n'existe pas.",
    },
    "unknown_language": {
        "en": "This language is not offered.",
        "fr": "Cette langue n'est pas proposée.",
    },
    "unknown_metric": {
        "en": "This cannot be computed.",
        "fr": "Cette valeur ne peut pas être calculée.",
    },
    "unknown_mode": {
        "en": "This way of searching does not exist.",
        "fr": "Cette façon de chercher n'existe pas.",
    },
    "unknown_model": {
        "en": "Nothing has been prepared for searching by meaning in this way.",
        "fr": "Rien n'est préparé pour la recherche par le sens de cette façon.",
    },
    "unknown_operation": {
        "en": "This step refers to one that does not come before it.",
        "fr": "Cette étape renvoie à une étape qui ne la précède pas.",
    },
    "unknown_option": {
        "en": "This option does not exist.",
        "fr": "Cette option n'existe pas.",
    },
    "unknown_parameter": {
        "en": "This filter does not exist.",
        "fr": "Ce filtre n'existe pas.",
    },
    "unknown_path": {
        "en": "This page does not exist.",
        "fr": "Cette page n'existe pas.",
    },
    "unknown_reference": {
        "en": "What this refers to does not exist, or not any more.",
        "fr": "L'élément désigné n'existe pas, ou n'existe plus.",
    },
    "unknown_resource": {
        "en": "This kind of item does not exist.",
        "fr": "Ce type d'élément n'existe pas.",
    },
    "unknown_rule": {
        "en": "This rule does not exist.",
        "fr": "Cette règle n'existe pas.",
    },
    "unknown_severity": {
        "en": "This severity does not exist.",
        "fr": "Cette gravité n'existe pas.",
    },
    "unknown_sort": {
        "en": "The results cannot be sorted in this way.",
        "fr": "Les résultats ne peuvent pas être triés ainsi.",
    },
    "unknown_sort_key": {
        "en": "The list cannot be sorted in this way.",
        "fr": "La liste ne peut pas être triée ainsi.",
    },
    "unreachable": {
        "en": "The service is not available at the moment. Please try again later.",
        "fr": "Le service est momentanément indisponible. Veuillez réessayer plus tard.",
    },
    "unsupported_media_type": {
        "en": "This kind of file is not taken.",
        "fr": "Ce type de fichier n'est pas accepté.",
    },
    "use_action": {
        "en": "This changes by its own button alone.",
        "fr": "Ceci ne se modifie que par l'action prévue.",
    },
    "username_taken": {
        "en": "This user name is already in use.",
        "fr": "Ce nom d'utilisateur est déjà utilisé.",
    },
    "violations_left": {
        "en": "Some items still break this rule.",
        "fr": "Certains éléments enfreignent encore cette règle.",
    },
    "zero_vector": {
        "en": "These numbers say nothing: all of them are zero.",
        "fr": "Ces nombres ne disent rien : ils sont tous nuls.",
    },
}
