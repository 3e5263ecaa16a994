import { useState } from 'react';
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import {
  ConfirmWithReason,
  ConflictChooser,
  DateText,
  ErrorState,
  ErrorSummary,
  FileDropField,
  FoldedHelp,
  GapList,
  Notice,
  PasswordField,
  ReasonedButton,
  SaveState,
  StatusBadge,
} from '@consilium/ui';
import { Sample, type Say } from './sample';
import classes from './gallery.module.css';

export function FormGallery({ say }: { readonly say: Say }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Sample title="SaveState · StatusBadge · DateText">
        <div className={classes.row}>
          <SaveState status={{ kind: 'saved', at: '2026-11-24T13:02:00Z' }} />
          <SaveState status={{ kind: 'saving' }} />
          <SaveState status={{ kind: 'offline' }} />
          <SaveState status={{ kind: 'conflict' }} />
          <SaveState status={{ kind: 'failed' }} onRetry={() => undefined} />
        </div>
        <div className={classes.row}>
          <StatusBadge>{say('Neutre', 'Neutral')}</StatusBadge>
          <StatusBadge hollow>{say('À faire', 'To do')}</StatusBadge>
          <StatusBadge tone="info">{say('En cours', 'In progress')}</StatusBadge>
          <StatusBadge tone="success">{say('Soumise', 'Submitted')}</StatusBadge>
          <StatusBadge tone="warning">{say('À attribuer', 'To assign')}</StatusBadge>
          <StatusBadge tone="danger">{say('En retard', 'Late')}</StatusBadge>
          <DateText value="2026-11-28" as="relative" now="2026-11-24" />
          <DateText value="2026-11-24T13:02:00Z" as="dateTime" />
        </div>
      </Sample>
      <Sample title="ErrorSummary · GapList · Notice · ErrorState">
        <div className={classes.stack}>
          <ErrorSummary
            errors={[
              {
                fieldId: 'gallery-name',
                message: say('Indiquez le nom du dispositif', 'Give the name of the device'),
              },
              {
                fieldId: 'gallery-why',
                message: say(
                  'Décrivez le besoin en une phrase',
                  'Describe the need in one sentence',
                ),
              },
            ]}
          />
          <GapList
            groups={[
              {
                key: 's4',
                title: say('4. Sécurité des données', '4. Data security'),
                gaps: [
                  {
                    fieldId: 'gallery-why',
                    label: say('Hébergement des données de santé', 'Health data hosting'),
                    reason: say('une précision est nécessaire', 'a comment is needed'),
                  },
                  { fieldId: 'gallery-name', label: say('Journalisation', 'Logging') },
                ],
              },
            ]}
          />
          <Notice
            title={say('Votre cotation sera reconnaissable', 'Your rating will be recognisable')}
          >
            <p>
              {say(
                'Vous êtes seul de votre profession dans ce comité : après la clôture, chacun pourra déduire votre cote.',
                'You are the only one of your profession on this panel: after closing, everyone can work out your rating.',
              )}
            </p>
          </Notice>
          <Notice tone="success">
            <p>{say('Partie soumise.', 'Part submitted.')}</p>
          </Notice>
          <ErrorState
            message={say(
              'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
              'The server does not answer. Check your connection, then try again.',
            )}
            reference="0193a5b2"
            onRetry={() => undefined}
          />
        </div>
      </Sample>
      <Sample title="Form fields">
        <div className={classes.columns}>
          <div className={classes.stack}>
            <TextInput
              id="gallery-name"
              label={say('Nom du dispositif', 'Name of the device')}
              description={say('Tel que sur l’étiquette', 'As on the label')}
              error={say('Indiquez le nom du dispositif', 'Give the name of the device')}
            />
            <Textarea
              id="gallery-why"
              label={say('Besoin', 'Need')}
              placeholder={say('En une phrase', 'In one sentence')}
            />
            <FoldedHelp summary={say('Aide et preuves attendues', 'Help and expected evidence')}>
              <p>
                {say(
                  'Décrivez la situation clinique, les patients concernés et ce qui manque aujourd’hui.',
                  'Describe the clinical situation, the patients concerned and what is missing today.',
                )}
              </p>
            </FoldedHelp>
          </div>
          <div className={classes.stack}>
            <Select
              label={say('Spécialité', 'Specialty')}
              data={[say('Radiologie', 'Radiology'), say('Cardiologie', 'Cardiology')]}
            />
            <PasswordField label={say('Mot de passe', 'Password')} />
            <FileDropField
              label={say('Ajouter une preuve', 'Add evidence')}
              hint={say('PDF, image ou tableur.', 'PDF, image or spreadsheet.')}
              maxBytes={25_000_000}
              multiple
              onFiles={() => undefined}
            />
          </div>
        </div>
      </Sample>
      <Sample title="ReasonedButton · ConfirmWithReason · ConflictChooser">
        <div className={classes.stack}>
          <div className={classes.row}>
            <Button onClick={() => setAsking(true)}>
              {say('Renvoyer la partie', 'Return the part')}
            </Button>
            <Button variant="default">{say('Annuler', 'Cancel')}</Button>
            <ReasonedButton reason={say('Le tour est encore ouvert.', 'The round is still open.')}>
              {say('Voir les résultats', 'See the results')}
            </ReasonedButton>
          </div>
          <ConfirmWithReason
            opened={asking}
            title={say('Renvoyer la partie', 'Return the part')}
            confirmLabel={say('Renvoyer', 'Return')}
            onConfirm={() => setAsking(false)}
            onCancel={() => setAsking(false)}
          >
            {say(
              'Inès Belkacem sera prévenue et pourra modifier ses réponses.',
              'Inès Belkacem will be told and can change her answers.',
            )}
          </ConfirmWithReason>
          <ConflictChooser
            mine={say(
              'Les données sont hébergées en France chez un hébergeur certifié HDS.',
              'The data are hosted in France by a certified health-data host.',
            )}
            theirs={{
              text: say(
                'Hébergement HDS, contrat en cours de renouvellement jusqu’en mai 2027.',
                'Certified hosting, contract being renewed until May 2027.',
              ),
              by: 'Marc Duval',
              at: '2026-11-24T12:58:00Z',
            }}
            onResolve={() => undefined}
          />
        </div>
      </Sample>
    </>
  );
}
